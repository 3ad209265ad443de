/** The colours of tokens.css as numbers, for what is drawn on a canvas; a test keeps the two files equal. */
export const COLOURS = {
  land: '#0e141b',
  panel: '#141c26',
  raised: '#1e2936',
  road: '#33404f',
  water: '#0a2233',
  line: '#6b7d93',
  textHi: '#f2f5f8',
  textMid: '#c3ccd6',
  textLow: '#93a0ae',
  lvl1: '#ff4d57',
  lvl2: '#ff9f14',
  lvl3: '#fff47f',
  lvl4: '#6293ff',
  onLevel: '#0b0f14',
  done: '#94edd2',
  off: '#8995a3',
  heat1: '#423d30',
  heat2: '#696353',
  heat3: '#938c79',
  heat4: '#c1baa8',
  heat5: '#eeebe2',
} as const;

/** `[r, g, b]`, 0..255. */
export type Rgb = [number, number, number];

export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
