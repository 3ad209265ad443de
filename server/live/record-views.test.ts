/** What audiences are told apart by, and what they share. */

import { describe, expect, test } from 'vitest';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { MajorActionRecord } from '../contract/emergency-action.ts';
import type { WarningRecord } from '../contract/emergency-warning.ts';
import type { OrganId, ZoneId } from '../contract/ids.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { OperationRecord } from '../contract/operation.ts';
import type { Role } from '../contract/viewer.ts';
import { aContext, anIncident, ZONE } from '../incident/incident-builders.ts';
import { incidentShower } from '../incident/show-incident.ts';
import { type Audience, audienceOf } from './audience.ts';
import { LiveFact } from './live-fact.ts';
import type { Views } from './live-state.ts';
import { RecordViews } from './record-views.ts';

const audience = (role: Role, scope: { zone?: string; organ?: string } = {}): Audience =>
  audienceOf({ role, scope: scope as { zone?: ZoneId; organ?: OrganId } })!;

const keys = (...audiences: Audience[]) => audiences.map(({ key }) => key);

test('[I-58] role, organ and zone make an audience; persons of the same make the same', () => {
  expect(
    keys(
      audience('duty'),
      audience('leader'),
      audience('dept', { organ: 'urban-management' }),
      audience('dept', { organ: 'construction' }),
      audience('chief', { zone: 'binhai' }),
      audience('wall'),
      audience('wall', { zone: 'binhai' }),
    ),
  ).toEqual(['duty', 'leader', 'dept:urban-management', 'dept:construction', 'chief@binhai', 'wall', 'wall@binhai']);
  expect(audience('duty')).toEqual(audience('duty'));
  expect(audienceOf({ role: 'device', scope: {} })).toBeNull();
});

describe('views', () => {
  const show = incidentShower(aContext());
  let made = 0;
  const views: Views = {
    incidents: new RecordViews<IncidentRecord>((incident, { role, scope, sight }) => {
      made++;
      return show(incident, { role, scope, title: '' }, 0, sight);
    }),
    operations: new RecordViews<OperationRecord>(() => null),
    emergencies: new RecordViews<EmergencyRecord>(() => null),
    warnings: new RecordViews<WarningRecord>(() => null),
    majorActions: new RecordViews<MajorActionRecord>(() => null),
    zoneOfPoint: () => undefined,
  };
  const record = anIncident({ text: '电话13812345678', reporter: { name: '李四' } });
  const changed = new LiveFact({
    ...{ seq: 1, at: 1, kind: 'incident-changed', subject: record.id, zone: ZONE, actor: 'duty' },
    data: { incident: record, event: 'comment', by: '值班员', onBehalfOf: null, note: '李四来电' },
  });

  test('[I-15] [I-58] [I-59] say what each may do; nobody is told the reporter, walls no number and no note', () => {
    const seen = (who: Audience) => changed.for(who, views);
    expect(seen(audience('duty'))).toMatchObject({
      ...{
        note: '李四来电',
        incident: { allowed: expect.arrayContaining(['accept', 'reject']), text: '电话13812345678' },
      },
    });
    expect(seen(audience('dept', { organ: 'construction' }))).toMatchObject({
      incident: { allowed: ['accept', 'persuade', 'comment'] },
    });
    expect(seen(audience('wall'))).toMatchObject({ note: null, incident: { allowed: [], text: '电话138****5678' } });
    expect(seen(audience('chief', { zone: 'other' }))).toEqual({ kind: 'withheld', seq: 1, at: 1 });
    for (const who of [audience('duty'), audience('wall')])
      expect(Object.keys((seen(who) as { incident: object }).incident)).not.toContain('reporter');
  });

  test('are made once for an audience as long as the record is the same', () => {
    const before = made;
    const first = views.incidents.of(record, audience('admin'));
    expect(views.incidents.of(record, audience('admin'))).toBe(first);
    expect(views.incidents.of({ ...record }, audience('admin'))).not.toBe(first);
    expect(made).toBe(before + 2);
  });
});
