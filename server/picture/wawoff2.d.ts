/** Types for the unpacker of WOFF2; the package ships none. In: WOFF2. Out: TrueType. */
declare module 'wawoff2' {
  export function decompress(woff2: Uint8Array): Promise<Uint8Array>;
}
