/**
 * Coordinates as people paste or read them out: `113.89,22.56`, `22.56N 113.89E`, `北纬22°33′36″ 东经113°53′24″`, full-width digits.
 * In: text. Out: longitude and latitude in degrees as written (whatever datum the writer used), or null when it is not a pair.
 * Which is which: letters or words say it; else a value above 90 is the longitude; else the order is the one China's ground allows;
 * else longitude first, as on the wire.
 */
import type { LonLat } from '../../server/contract/coordinates.ts';

const AXIS = '北纬|南纬|东经|西经|纬度|经度|latitude|longitude|lat|lng|lon|[NSEW]';
const NUMBER = String.raw`[+-]?\d+(?:\.\d+)?`;
const PART = new RegExp(
  `(?<before>${AXIS})?\\s*[:=]?\\s*(?<degrees>${NUMBER})\\s*(?:°\\s*(?:(?<minutes>\\d+(?:\\.\\d+)?)\\s*′\\s*(?:(?<seconds>\\d+(?:\\.\\d+)?)\\s*″)?)?)?\\s*(?<after>[NSEW](?![a-z]))?`,
  'giu',
);
const BETWEEN = /^[\s,;、/|()[\]]*$/u;

/** Longest east-west and north-south reach of China's ground, whole degrees. */
const CHINA = { west: 73, east: 136, south: 3, north: 54 };

export function typedCoordinates(text: string): LonLat | null {
  const plain = plainSigns(text);
  const parts = [...plain.matchAll(PART)];
  if (parts.length !== 2 || !BETWEEN.test(plain.replaceAll(PART, ' '))) return null;
  const [a, b] = parts.map(part => readPart(part.groups!));
  if (!a || !b) return null;
  const pair = order(a, b);
  if (!pair) return null;
  const [lon, lat] = pair;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
}

/** Full-width to half-width, and one sign each for degree, minute and second. */
function plainSigns(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/(?<=\d\s*)[度º˚]/gu, '°')
    .replaceAll(/''|′′|[秒"”“]/gu, '″')
    .replaceAll(/[分'’‘′]/gu, '′')
    .replaceAll('。', '.')
    .replaceAll('−', '-');
}

type Axis = 'lon' | 'lat' | null;

interface Part {
  axis: Axis;
  degrees: number;
}

function readPart(groups: Record<string, string | undefined>): Part | null {
  const said = [groups.before, groups.after].filter(word => word !== undefined);
  const axes = new Set(said.map(axisOf));
  if (axes.size > 1) return null;
  const minutes = Number(groups.minutes ?? 0);
  const seconds = Number(groups.seconds ?? 0);
  const whole = Number(groups.degrees);
  if (minutes >= 60 || seconds >= 60) return null;
  const size = Math.abs(whole) + minutes / 60 + seconds / 3600;
  const isNegative = groups.degrees!.startsWith('-') || said.some(word => /^(s|w|南纬|西经)$/iu.test(word));
  return { axis: [...axes][0] ?? null, degrees: isNegative ? -size : size };
}

function axisOf(word: string): Axis {
  return /^(e|w|东经|西经|经度|lon|lng|longitude)$/iu.test(word) ? 'lon' : 'lat';
}

function order(a: Part, b: Part): LonLat | null {
  const axisA = a.axis ?? (b.axis === 'lon' ? 'lat' : b.axis === 'lat' ? 'lon' : null);
  const axisB = b.axis ?? (axisA === 'lon' ? 'lat' : axisA === 'lat' ? 'lon' : null);
  if (axisA !== null) return axisA === axisB ? null : axisA === 'lon' ? [a.degrees, b.degrees] : [b.degrees, a.degrees];
  if (Math.abs(a.degrees) > 90) return [a.degrees, b.degrees];
  if (Math.abs(b.degrees) > 90) return [b.degrees, a.degrees];
  return isInChina(b.degrees, a.degrees) && !isInChina(a.degrees, b.degrees)
    ? [b.degrees, a.degrees]
    : [a.degrees, b.degrees];
}

function isInChina(lon: number, lat: number): boolean {
  return lon >= CHINA.west && lon <= CHINA.east && lat >= CHINA.south && lat <= CHINA.north;
}
