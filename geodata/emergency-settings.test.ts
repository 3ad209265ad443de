import { expect, test } from 'vitest';
import { emergencyFaults, emergencySettings } from './emergency-settings.ts';
import xinan from './profiles/xinan/profile.json' with { type: 'json' };

const settings = emergencySettings.parse(xinan.emergency);
const isCategory = (id: string) => ['fire', 'gas-leak', 'flooding'].includes(id);

test('xinan: 15, 30 and 60 minutes as product defaults with their source, no interval of follow-ups, plans of no paper marked', () => {
  expect(emergencyFaults(settings, isCategory)).toEqual([]);
  expect(settings.reportClocks.map(({ step, minutes, productDefault }) => [step, minutes, productDefault])).toEqual([
    ['first-report', 15, true],
    ['phone-report', 30, true],
    ['written-report', 60, true],
  ]);
  expect(settings.reportClocks.every(({ source }) => source.includes('产品默认'))).toBe(true);
  expect(settings.plans.every(({ demonstration, name }) => demonstration && name.includes('演示'))).toBe(true);
});

test('a row that leads nowhere, stands there twice or warns before it begins is named', () => {
  const [first] = settings.reportClocks;
  const faulty = {
    ...settings,
    natures: [...settings.natures, { id: 'accident', name: '事故', categories: ['fire', 'dragon'], source: '测试' }],
    reportClocks: [{ ...first!, warnMinutes: 15, natures: ['war'] }],
  };
  const faults = emergencyFaults(faulty, isCategory);
  expect(faults).toHaveLength(5);
  for (const part of ['twice', 'dragon', 'already of accident', 'unknown nature war', 'warned 15 min'])
    expect(
      faults.some(fault => fault.includes(part)),
      part,
    ).toBe(true);
});

test('xinan: colours by hazard, who leads a major action by its level', () => {
  expect(settings.hazards.map(({ id, colours }) => [id, colours.length])).toEqual([
    ['rainstorm', 3],
    ['typhoon', 5],
  ]);
  expect(settings.actions?.levels.map(({ leaderPost }) => leaderPost)).toEqual([
    ...['党工委书记', '党工委书记', '分管副书记', '分管副书记'],
  ]);
});
