/**
 * Who is near a place, the nearest first: the one ranking of desk and server, so that both name the same unit. Straight lines.
 * In: a place, who was seen where and how far that is believed. Out: the believed ones with their distance, and how many were lost nearby.
 * A lost one is not "near": nobody knows where it is, so it is only counted. Who is equally far stands in order of its index.
 */
import { metresBetween } from './metres-between.ts';

type LonLat = readonly [number, number];

export interface Spotted<Item> {
  item: Item;
  /** [lon, lat], WGS-84. */
  at: LonLat;
  /** `unknown`: a fix of a time that cannot be; in neither answer. */
  sight: 'believed' | 'lost' | 'unknown';
  index: number;
}

export interface Near<Item> {
  item: Item;
  distanceM: number;
}

/** As far as one goes to look for somebody on foot. */
export const LOST_NEARBY_M = 1000;

export function nearestFirst<Item>(
  [lon, lat]: LonLat,
  spotted: Iterable<Spotted<Item>>,
): { near: Near<Item>[]; lost: number } {
  const near: (Near<Item> & { index: number })[] = [];
  let lost = 0;
  for (const { item, at, sight, index } of spotted) {
    if (sight === 'unknown') continue;
    const distanceM = metresBetween(lon, lat, at[0], at[1]);
    if (sight === 'believed') near.push({ item, distanceM, index });
    else if (distanceM <= LOST_NEARBY_M) lost++;
  }
  near.sort((a, b) => a.distanceM - b.distanceM || a.index - b.index);
  return { near, lost };
}
