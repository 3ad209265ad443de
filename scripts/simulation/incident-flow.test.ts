import { expect, test } from 'vitest';
import { incidentIntake } from '../../server/contract/incident.ts';
import { checkerboardTown } from './checkerboard-town.ts';
import { incidentFlow } from './incident-flow.ts';
import { MATTERS } from './incident-matters.ts';
import { vocabularyFor } from './incident-vocabulary.ts';
import { chanceFor } from './random-stream.ts';

const MINUTE_MS = 60_000;
const NINE = Date.parse('2026-11-23T09:00:00+08:00');
const town = checkerboardTown();
const vocabulary = vocabularyFor({
  categories: [
    { id: 'street-vending', name: '乱摆卖' },
    { id: 'littering', name: '暴露垃圾' },
    { id: 'pavement-parking', name: '人行道乱停放' },
    { id: 'gas', name: '燃气安全隐患' },
  ],
  channels: [
    { id: 'grid-patrol', name: '网格巡查' },
    { id: 'hotline', name: '12345热线' },
  ],
});

function reportsOf(hours: number, options: { from?: number; maxOpen?: number; seed?: number } = {}) {
  const startMs = options.from ?? NINE;
  const flow = incidentFlow(town, vocabulary, { seed: options.seed ?? 7, startMs, maxOpen: options.maxOpen ?? 10_000 });
  return Array.from({ length: hours * 60 }, (_, minute) => flow.due(startMs + (minute + 1) * MINUTE_MS)).flat();
}

test('every report is a body the interface accepts', () => {
  for (const report of reportsOf(8)) expect(incidentIntake.parse(report)).toEqual(report);
});

test('by day one comes every three to six minutes, by night far fewer', () => {
  const days = 5;
  const perHour = (from: number) =>
    Array.from({ length: days }, (_, seed) => reportsOf(4, { from, seed })).flat().length / (4 * days);
  expect(perHour(NINE)).toBeGreaterThan(60 / 6);
  expect(perHour(NINE)).toBeLessThan(60 / 3);
  expect(perHour(Date.parse('2026-11-23T01:00:00+08:00'))).toBeLessThan(3);
});

test('while maxOpen matters are on the way nothing more is reported', () => {
  const flow = incidentFlow(town, vocabulary, { seed: 7, startMs: NINE, maxOpen: 26 });
  expect(flow.due(NINE + 8 * 60 * MINUTE_MS, NINE, 20)).toHaveLength(6);
  expect(flow.due(NINE + 16 * 60 * MINUTE_MS, NINE, 26)).toEqual([]);
  expect(flow.due(NINE + 24 * 60 * MINUTE_MS, NINE, 0)).toHaveLength(26);
});

test('it happened before it was reported, and within the hour', () => {
  for (const { happenedAt, reportedAt } of reportsOf(8)) {
    const beforeMs = Number(reportedAt) - Number(happenedAt);
    expect(beforeMs).toBeGreaterThan(0);
    expect(beforeMs).toBeLessThan(60 * MINUTE_MS);
  }
});

test('it lies in a zone beside a street, and the address names that street or the community', () => {
  for (const { lon, lat, address, text } of reportsOf(8)) {
    expect(town.zoneAt([lon, lat])).toBeDefined();
    const metres = town.plane.toMetres([lon, lat]).map(value => Math.abs(value - 150 * Math.round(value / 150)));
    expect(Math.min(...metres)).toBeLessThan(12);
    expect(address).toMatch(/[横纵]\d+路/);
    expect(text.startsWith(address!)).toBe(true);
  }
});

test('command ids differ, also between two runs of one seed on the same day', () => {
  const ids = [...reportsOf(8), ...reportsOf(8, { from: NINE + 90 * MINUTE_MS })].map(report => report.commandId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(reportsOf(1)).toEqual(reportsOf(1));
});

test('only fictional phones are given', () => {
  const phones = reportsOf(24).flatMap(({ reporter }) => reporter?.phone ?? []);
  expect(phones.length).toBeGreaterThan(10);
  for (const phone of phones) expect(phone).toMatch(/^138000000\d\d$/);
});

test('a matter without a category in the profile is never drawn; a profile without any is our mistake', () => {
  const chance = chanceFor(1, 'draws');
  const drawn = new Set(Array.from({ length: 3000 }, () => vocabulary.draw(chance).category));
  expect(drawn).toEqual(new Set(['street-vending', 'littering', 'pavement-parking', 'gas']));
  expect(() =>
    vocabularyFor({ categories: [{ id: 'x', name: '外星人' }], channels: [{ id: 'a', name: 'a' }] }),
  ).toThrow(/No category/);
});

test('sentences end with a full stop and use mainland words', () => {
  for (const sentence of MATTERS.flatMap(matter => matter.sentences)) {
    expect(sentence).toMatch(/。$/);
    expect(sentence).not.toMatch(/資|訊|網|機|社群|資訊|專案/);
  }
});
