/**
 * Time limits of the demonstration, filed like real ones (备案, S0-58), so that clocks run: the paper itself gives no hours.
 * In: an administrator's session, the present. Out: rows of the limit table; those that are there already are not filed again.
 * Numbered 演示-01 …; two have no number, because an unfiled limit is a finding that indicators show.
 */
import type { LimitFiling, LimitRow } from '../../server/contract/incident-limit.ts';
import type { AdminSession } from './admin-session.ts';

export const DEMO_LIMITS = { handleMinutes: 360 } as const;

const SOURCE = '演示数据，非街道规定';

type Given = Pick<LimitFiling, 'step' | 'grade' | 'unit' | 'amount' | 'target' | 'anchor' | 'filingNumber'>;
const LIMITS: readonly Given[] = [
  {
    ...{ step: 'accept', grade: null, unit: 'minutes', amount: 1440, target: null },
    ...{ anchor: 'reported', filingNumber: '演示-01' },
  },
  {
    ...{ step: 'dispatch', grade: null, unit: 'minutes', amount: 60, target: null },
    ...{ anchor: 'accepted', filingNumber: '演示-02' },
  },
  {
    ...{ step: 'handle', grade: null, unit: 'minutes', amount: DEMO_LIMITS.handleMinutes, target: 240 },
    ...{ anchor: 'reported', filingNumber: '演示-03' },
  },
  {
    ...{ step: 'handle', grade: 'complex', unit: 'working-days', amount: 5, target: null },
    ...{ anchor: 'accepted', filingNumber: null },
  },
  {
    ...{ step: 'rectify', grade: null, unit: 'working-days', amount: 1, target: null },
    ...{ anchor: 'ordered', filingNumber: '演示-04' },
  },
  {
    ...{ step: 'revisit', grade: null, unit: 'minutes', amount: 240, target: null },
    ...{ anchor: 'ordered', filingNumber: '演示-05' },
  },
  {
    ...{ step: 'evaluate', grade: null, unit: 'working-days', amount: 1, target: null },
    ...{ anchor: 'ordered', filingNumber: null },
  },
];

export async function fileDemoLimits(admin: AdminSession, nowMs: number): Promise<number> {
  const rows = (await admin.get('/api/v1/time-limits')) as LimitRow[];
  const missing = LIMITS.filter(
    ({ step, grade }) => !rows.some(row => row.source === SOURCE && row.step === step && row.grade === grade),
  );
  for (const limit of missing) {
    const filing: LimitFiling = {
      ...limit,
      ...{ category: null, organ: null, channel: null, source: SOURCE, validFrom: nowMs },
    };
    await admin.post('/api/v1/time-limits', filing);
  }
  return missing.length;
}
