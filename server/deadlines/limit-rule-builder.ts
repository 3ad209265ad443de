/** A valid row of the limit table for tests: five working days for handling, for everything. Name only what matters. */
import type { LimitRule } from '../contract/incident-limit.ts';

export function aRule(more: Partial<LimitRule> = {}): LimitRule {
  return {
    id: 'a-rule',
    step: 'handle',
    grade: null,
    category: null,
    organ: null,
    channel: null,
    unit: 'working-days',
    amount: 5,
    target: null,
    anchor: 'accepted',
    filingNumber: '新安备〔2026〕3号',
    source: 'S3-14',
    validFrom: 0,
    ...more,
  };
}
