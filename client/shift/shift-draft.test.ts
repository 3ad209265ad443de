import { expect, test } from 'vitest';
import { type DraftShift, draftFaults, freeId, shiftOf } from './shift-draft.ts';

const DRAFT: DraftShift = {
  ...{ id: 'shift-1', name: '早班', from: '07:00', to: '15:00', days: 'every-day', kind: 'patrol', covers: 'zone' },
  ...{ minPersons: '3', minQualified: '', zones: [] },
};

test('no minimum is not set and never zero; no zone ticked means everywhere', () => {
  expect(draftFaults(DRAFT, [])).toEqual({});
  expect(shiftOf(DRAFT)).toMatchObject({ minPersons: 3, minQualified: null, zones: null });
});

test('each field that cannot stand has a sentence of its own', () => {
  const faults = draftFaults(
    { ...DRAFT, name: ' ', from: '7点', to: '24:00', minPersons: '0', minQualified: '两' },
    [],
  );
  expect(Object.keys(faults).sort()).toEqual(['from', 'minPersons', 'minQualified', 'name', 'to']);
  expect(Object.keys(draftFaults({ ...DRAFT, minQualified: '4' }, [{ name: '早班' }]))).toEqual([
    'name',
    'minQualified',
  ]);
});

test('a new shift takes an id that no shift has or had', () => {
  expect(freeId(new Set(['early', 'shift-1', 'shift-3']))).toBe('shift-2');
});
