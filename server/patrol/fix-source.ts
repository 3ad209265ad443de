/** By which door a position came; the order is stored as a number in track blocks, so new ones go to the end. */
export const FIX_SOURCES = ['http', 'osmand', 'owntracks', 'mqtt', 'jt808'] as const;
export type FixSource = (typeof FIX_SOURCES)[number];
