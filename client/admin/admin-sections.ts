/** The sections of the administrator's desk, in the order of its bar; what a later reader sees first is what most often needs a hand. */
export const SECTIONS = [
  'devices',
  'quarantine',
  'refusals',
  'units',
  'shifts',
  'retention',
  'accounts',
  'tokens',
  'audit',
] as const;
export type Section = (typeof SECTIONS)[number];

/** `section` in the address; unknown = the first. */
export function sectionOf(name: string): Section {
  return SECTIONS.find(section => section === name) ?? SECTIONS[0];
}
