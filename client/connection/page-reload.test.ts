import { expect, test } from 'vitest';
import { NOON } from '../store/record-builders.ts';
import { createReloadOffer } from './page-reload.ts';

const MINUTE = 60_000;

/** A browser tab: its storage outlives reloads, its page does not. */
function aTab() {
  const notes = new Map<string, string>();
  const tab = { now: NOON, isSafe: true, reloads: 0 };
  const offer = createReloadOffer({
    storage: { getItem: key => notes.get(key) ?? null, setItem: (key, value) => void notes.set(key, value) },
    wallNow: () => tab.now,
    isSafeMoment: () => tab.isSafe,
    reload: () => tab.reloads++,
  });
  return { tab, notes, offer };
}

test('[A11] another version reloads the page once, in a safe moment', () => {
  const { tab, offer } = aTab();
  tab.isSafe = false;
  offer('build-2');
  expect(tab.reloads).toBe(0);
  tab.isSafe = true;
  offer('build-2');
  offer('build-2');
  expect(tab.reloads).toBe(1);
});

test('at most one reload in five minutes, whatever the version', () => {
  const { tab, offer } = aTab();
  offer('build-2');
  tab.now += 5 * MINUTE - 1;
  offer('build-3');
  expect(tab.reloads).toBe(1);
  tab.now += 1;
  offer('build-3');
  expect(tab.reloads).toBe(2);
});

test('a server that goes on serving the old page makes the wall blink once an hour, not all day', () => {
  const { tab, offer } = aTab();
  for (let minute = 0; minute < 180; minute++, tab.now += MINUTE) offer('build-2');
  expect(tab.reloads).toBe(3);
});

test('an unreadable note and a wall clock set back do not stop reloads for ever', () => {
  const { tab, notes, offer } = aTab();
  notes.set('gridwall.reload', 'yesterday');
  offer('build-2');
  tab.now -= 365 * 24 * 60 * MINUTE;
  offer('build-2');
  expect(tab.reloads).toBe(2);
});
