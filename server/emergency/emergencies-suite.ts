/** Emergencies through the whole server, whatever the database is called: run by the sqlite and the pg test. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TestPlace } from '../access/test-databases.ts';
import { handClock } from '../clock.ts';
import type { AlarmRecord } from '../contract/alarm.ts';
import type { EmergencyRecord } from '../contract/emergency.ts';
import type { MajorActionRecord } from '../contract/emergency-action.ts';
import type { EmergencyEventName } from '../contract/emergency-event.ts';
import type { ReportWording } from '../contract/emergency-report.ts';
import type { EmergencyReporting } from '../contract/emergency-reporting.ts';
import type { TimelineEntry } from '../contract/emergency-timeline.ts';
import type { WarningRecord } from '../contract/emergency-warning.ts';
import type { IncidentRecord } from '../contract/incident.ts';
import type { IncidentEventName } from '../contract/incident-event.ts';
import { peopleUnderTest } from '../people-under-test.ts';
import { until } from '../server-under-test.ts';

const PEOPLE = ['duty', 'leader', 'chief1', 'chief2', 'dept', 'admin'] as const;
type Account = (typeof PEOPLE)[number];
const MINUTE = 60_000;
/** On 创业路. */
const PLACE = { lon: 113.893, lat: 22.565 };

export function emergenciesSuite(name: string, open: () => Promise<TestPlace>): void {
  describe(name, () => {
    const clock = handClock(Date.now());
    const { server, as, told, screenOf, commands } = peopleUnderTest(PEOPLE, { open, clock });
    const { send, must, read } = commands<EmergencyRecord, EmergencyEventName>('/api/v1/emergencies', 'leader');

    const declaration = (more: object = {}) => ({
      ...{ commandId: randomUUID(), issuedAt: clock.now(), happenedAt: clock.now(), source: '值班电话' },
      ...{ ...PLACE, address: '创业路', words: '厂房起火，联系人李四13812345678', ...more },
    });
    const declare = async (account: Account = 'duty', more: object = {}) =>
      (await told(account, '/api/v1/emergencies', declaration(more))) as EmergencyRecord;
    const fire = async () =>
      (await server.post('/api/v1/incidents', {
        ...{ channel: 'duty-phone', category: 'fire', text: '厂房起火', ...PLACE, address: '创业路1号' },
        happenedAt: clock.now() - 5 * MINUTE,
      })) as IncidentRecord;
    const incidents = commands<IncidentRecord, IncidentEventName>('/api/v1/incidents', 'leader');
    const timeline = async (id: string, query = '', account: Account = 'leader') =>
      (await as(account, `/api/v1/emergencies/${id}/timeline${query}`)).body as TimelineEntry[];
    const alarmsOf = async (id: string) => {
      const { alarms } = (await as('duty', '/api/v1/alarms?limit=200')).body as { alarms: AlarmRecord[] };
      return alarms
        .filter(({ emergency }) => emergency === id)
        .map(({ limit, state, priority }) => `${limit} ${state} ${priority}`);
    };

    test('[EM-3] [EM-4] declared from the map in one call; what is missing is named; the same command is one', async () => {
      const body = declaration({ level: null });
      const first = await as('duty', '/api/v1/emergencies', body);
      expect(first).toMatchObject({ status: 201, body: { state: 'reported', nature: null, level: null, version: 1 } });
      const record = first.body as EmergencyRecord;
      expect(record.id).toMatch(/^XA-YJ\d{8}-\d{2}$/);
      expect(record.grid).not.toBeNull();
      expect((await as('duty', '/api/v1/emergencies', body)).body).toMatchObject({ id: record.id });
      const bad = async (more: object) => (await as('duty', '/api/v1/emergencies', declaration(more))).body;
      expect(await bad({ happenedAt: undefined })).toMatchObject({ refusal: 'bad-input', field: 'happenedAt' });
      expect(await bad({ lon: undefined, lat: undefined })).toMatchObject({ field: 'lon' });
      expect(await bad({ source: undefined })).toMatchObject({ field: 'source' });
      expect(await bad({ nature: 'war' })).toMatchObject({ field: 'nature', message: expect.stringContaining('war') });
      expect(await bad({ happenedAt: clock.now() + 10 * MINUTE })).toMatchObject({ refusal: 'future-time' });
      expect(await bad({ incident: 'XA0' })).toMatchObject({ refusal: 'not-found', field: 'incident' });
      expect(await bad({ issuedAt: clock.now() - MINUTE })).toMatchObject({ refusal: 'command-expired' });
    });

    test('[EM-2] [EM-3] a chief declares in the own zone; departments and walls do not', async () => {
      const chiefs = await Promise.all(
        (['chief1', 'chief2'] as const).map(one => as(one, '/api/v1/emergencies', declaration())),
      );
      expect(chiefs.map(({ status }) => status).sort()).toEqual([201, 403]);
      expect(chiefs.find(({ status }) => status === 403)?.body).toMatchObject({ refusal: 'not-allowed', field: 'lon' });
      expect((await as('dept', '/api/v1/emergencies', declaration())).status).toBe(403);
    });

    test('[EM-14] [EM-16] an incident knows its emergency, keeps no report clock of its own, and goes back to the centre', async () => {
      const reported = await fire();
      const record = await declare('duty', {
        incident: reported.id,
        happenedAt: undefined,
        source: undefined,
        lon: undefined,
        lat: undefined,
      });
      expect(record).toMatchObject({
        ...{ incidents: [reported.id], nature: 'accident', level: 2, source: '值班电话', address: '创业路' },
        happenedAt: reported.happenedAt,
      });
      const part = await incidents.read(reported.id);
      expect(part).toMatchObject({ state: 'emergency', emergency: record.id });
      expect(part.limits.filter(({ step, state }) => step.endsWith('-report') && state !== 'ended')).toEqual([]);
      expect(part.allowed).not.toContain('record-report');
      const twice = await as('duty', '/api/v1/emergencies', declaration({ incident: reported.id }));
      expect(twice).toMatchObject({ status: 409, body: { refusal: 'already-exists', field: 'incident' } });
      let next = await must('duty', record, 'judge', { nature: 'accident', level: 2 });
      next = await must('duty', next, 'first-disposal', { organ: 'enforcement-team', words: '封路' });
      next = await must('leader', next, 'name-lead', { organ: 'safety-office' });
      expect(next.plan, 'the server of the tests is a demonstration').toMatchObject({ demonstration: true });
      await must('leader', next, 'end', { reason: '扑灭' });
      expect(await incidents.read(reported.id)).toMatchObject({ state: 'at-centre', emergency: record.id });
    });

    test('[EM-14] the button of the incident itself declares one; linking and unlinking others', async () => {
      const [one, other] = [await fire(), await fire()];
      const declared = await incidents.must('leader', one, 'declare-emergency', { level: 2, reason: '有人受伤' });
      const record = await read(declared.emergency!);
      expect(record).toMatchObject({ incidents: [one.id], words: '有人受伤', level: 2, state: 'reported' });
      const linked = await must('duty', record, 'link-incident', { incident: other.id });
      expect(await incidents.read(other.id)).toMatchObject({ state: 'emergency', emergency: record.id });
      await must('duty', linked, 'unlink-incident', { incident: other.id, reason: '另一处' });
      expect(await incidents.read(other.id)).toMatchObject({ state: 'at-centre', emergency: null });
    });

    test('[EM-5] an older version is told the newest; what is only written down needs none; a refused one leaves nothing', async () => {
      const record = await declare();
      await must('duty', record, 'judge', { nature: 'accident', level: 3 });
      const stale = await send('leader', record, 'judge', { nature: 'accident', level: 2 });
      expect(stale).toMatchObject({ status: 409, body: { refusal: 'version-conflict', current: { version: 2 } } });
      expect((await send('leader', record, 'note', { text: '交警到场' })).status).toBe(200);
      const before = await timeline(record.id);
      expect((await send('duty', await read(record.id), 'expand', { partners: '福永', reason: '蔓延' })).status).toBe(
        409,
      );
      expect(await timeline(record.id)).toEqual(before);
    });

    test('[EM-22] [EM-23] the ticker warns, marks late and ends the alarm with the record', async () => {
      const record = await declare();
      expect(await alarmsOf(record.id)).toEqual([]);
      clock.advance(5 * MINUTE);
      await server.running.pipeline.deadlines.settled();
      expect(await read(record.id)).toMatchObject({ version: 2, clocks: [{ warnedAt: clock.now() }, {}, {}] });
      expect(await alarmsOf(record.id)).toEqual(['first-report-1 raised 2']);
      clock.advance(10 * MINUTE);
      await server.running.pipeline.deadlines.settled();
      expect((await read(record.id)).clocks[0]?.lateSince).toBe(clock.now());
      expect(await alarmsOf(record.id)).toEqual(['first-report-1 raised 1']);
      const told = {
        means: 'phone',
        clocks: ['first-report-1'],
        sender: '值班员',
        recipient: '综合执法队',
        sentAt: clock.now(),
      };
      await must('duty', await read(record.id), 'record-report', told);
      expect(await alarmsOf(record.id)).toEqual(['first-report-1 cleared 1']);
      const old = await declare('duty', { happenedAt: clock.now() - 90 * MINUTE });
      expect((await alarmsOf(old.id)).sort()).toEqual([
        ...['first-report-1 raised 2', 'phone-report-1 raised 2', 'written-report-1 raised 2'],
      ]);
    });

    test('[EM-31] [EM-36] [EM-37] a report begins with what is known, keeps every wording, and is a document', async () => {
      const reported = await fire();
      let record = await declare('duty', { incident: reported.id });
      record = await must('duty', record, 'judge', { nature: 'accident', level: 2 });
      record = await must('duty', record, 'first-disposal', { organ: 'enforcement-team', words: '封路' });
      record = await must('duty', record, 'draft-report', { kind: 'first' });
      const path = `/api/v1/emergencies/${record.id}/reports/1`;
      const first = (await as('duty', path)).body as ReportWording;
      expect(Object.keys(first.fields)).toHaveLength(11);
      expect(first.fields).toMatchObject({
        ...{ source: '值班电话', nature: '事故灾难，重大', loss: '', suggestions: '' },
        place: expect.stringContaining('创业路'),
        scope: expect.stringContaining(reported.id),
        measures: expect.stringContaining('封路'),
      });
      record = await must('duty', record, 'edit-report', { report: 1, fields: { ...first.fields, loss: '轻伤1人' } });
      record = await must('duty', record, 'submit-report', { report: 1, approver: '带班领导' });
      record = await must('leader', record, 'approve-report', { report: 1 });
      expect((await as('duty', path)).body).toMatchObject({
        wording: 2,
        version: 2,
        state: 'approved',
        fields: { loss: '轻伤1人' },
      });
      expect((await as('duty', `${path}?wording=1`)).body).toMatchObject({ wording: 1, fields: { loss: '' } });
      const file = await as('leader', `${path}/docx`);
      expect([file.status, file.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('wordprocessingml'),
      ]);
      for (const account of ['dept'] as const) expect((await as(account, path)).status).toBe(403);
      record = await must('duty', record, 'draft-report', { kind: 'follow-up' });
      const second = (await as('duty', `/api/v1/emergencies/${record.id}/reports/2`)).body as ReportWording;
      expect(second).toMatchObject({ ordinal: 1, fields: { loss: '轻伤1人' } });
    });

    test('[EM-50] to [EM-54] the timeline only grows; corrections stand beside; filter and sheet agree', async () => {
      const [one, other] = [await fire(), await fire()];
      let record = await declare('duty', { incident: one.id });
      const seen = [await timeline(record.id)];
      expect(seen[0]?.map(({ type, event }) => `${type} ${event}`)).toEqual(
        expect.arrayContaining(['incident incident-received', 'command declared', 'incident declare-emergency']),
      );
      record = await must('duty', record, 'note', { text: '伤者2人' });
      seen.push(await timeline(record.id));
      const wrong = seen[1]!.at(-1)!;
      record = await must('duty', record, 'correct-entry', { entry: wrong.seq, text: '伤者1人' });
      record = await must('duty', record, 'link-incident', { incident: other.id });
      seen.push(await timeline(record.id));
      record = await must('duty', record, 'unlink-incident', { incident: other.id, reason: '另一处' });
      seen.push(await timeline(record.id));
      const bare = (lines: TimelineEntry[]) => lines.map(({ correctedBy: _, ...line }) => line);
      for (const [i, lines] of seen.entries())
        if (i > 0) expect(bare(lines.slice(0, seen[i - 1]!.length)), `answer ${i}`).toEqual(bare(seen[i - 1]!));
      const last = seen.at(-1)!;
      expect(last.map(({ seq }) => seq)).toEqual(last.map(({ seq }) => seq).toSorted((a, b) => a - b));
      const correction = last.find(({ type }) => type === 'correction');
      expect(correction).toMatchObject({ corrects: wrong.seq, note: '伤者1人', by: expect.any(String) });
      expect(last.find(({ seq }) => seq === wrong.seq)).toMatchObject({
        note: '伤者2人',
        correctedBy: [correction?.seq],
      });
      expect((await send('duty', record, 'correct-entry', { entry: 1_000_000, text: 'x' })).body).toMatchObject({
        field: 'entry',
      });
      expect((await timeline(record.id, '?type=note,correction')).map(({ type }) => type)).toEqual([
        'note',
        'correction',
      ]);
      expect((await timeline(record.id, `?q=${encodeURIComponent('伤者1')}`)).map(({ type }) => type)).toEqual([
        'correction',
      ]);
      const sheet = await as('leader', `/api/v1/emergencies/${record.id}/timeline.csv?type=command`);
      const commands = await timeline(record.id, '?type=command');
      const rows = String(sheet.body).trim().split('\r\n').slice(1);
      expect(rows.map(row => row.split(',')[0]?.replaceAll(/\D/g, ''))).toEqual(commands.map(({ seq }) => String(seq)));
      for (const [i, { text }] of commands.entries()) expect(rows[i]).toContain(text);
    });

    test('[EM-29] K12 counts what is late and not made yet; dismissed ones do not count', async () => {
      const from = clock.now() - 400 * MINUTE;
      const to = from + MINUTE;
      const told = { means: 'phone', sender: '值班员', recipient: '带班领导', sentAt: from + 5 * MINUTE };
      const one = await declare('duty', { happenedAt: from });
      await must('duty', one, 'record-report', { ...told, clocks: ['first-report-1'] });
      await must('leader', await declare('duty', { happenedAt: from }), 'dismiss', { reason: '误报' });
      const figures = await as('leader', `/api/v1/emergency-reporting?from=${from}&to=${to}`);
      expect(figures.body).toEqual({
        ...{ from, to, emergencies: 1 },
        steps: [
          { step: 'first-report', inTime: 0, late: 1, notYetDue: 0, writtenDownLate: 1 },
          { step: 'phone-report', inTime: 0, late: 1, notYetDue: 0, writtenDownLate: 0 },
          { step: 'written-report', inTime: 0, late: 1, notYetDue: 0, writtenDownLate: 0 },
          { step: 'follow-up', inTime: 0, late: 0, notYetDue: 0, writtenDownLate: 0 },
        ],
      });
      const fresh = await declare('duty', { happenedAt: clock.now() });
      await must('duty', fresh, 'record-report', { ...told, clocks: ['phone-report-1'], sentAt: clock.now() });
      const now = `from=${fresh.happenedAt}&to=${fresh.happenedAt}&`;
      const { steps } = (await as('leader', `/api/v1/emergency-reporting?${now}`)).body as EmergencyReporting;
      expect(steps[1]).toMatchObject({ inTime: 1, late: 0 });
    });

    const given = (more: object) => ({ commandId: randomUUID(), issuedAt: clock.now(), words: '李四来电', ...more });
    const change = (account: Account, path: string, { id, version }: { id: string; version: number }, more: object) =>
      as(account, `${path}/${id}/events`, { ...given({}), expectedVersion: version, ...more });

    test('[EM-60] to [EM-64] a warning has a colour of its hazard, is adjusted and ended; walls get no words', async () => {
      const path = '/api/v1/warnings';
      const wall = await screenOf({ token: await server.token('wall') });
      expect((await as('duty', path, given({ hazard: 'rainstorm', colour: 'blue' }))).body).toMatchObject({
        ...{ refusal: 'bad-input', field: 'colour' },
      });
      expect((await as('duty', path, given({ hazard: 'hail', colour: 'red' }))).body).toMatchObject({
        field: 'hazard',
      });
      const nowhere = given({ hazard: 'typhoon', colour: 'white', zones: ['nowhere'] });
      expect((await as('duty', path, nowhere)).body).toMatchObject({ field: 'zones' });
      expect((await as('chief1', path, given({ hazard: 'rainstorm', colour: 'red' }))).status).toBe(403);
      const body = given({ hazard: 'rainstorm', colour: 'yellow' });
      const issued = (await as('duty', path, body)).body as WarningRecord;
      expect(issued).toMatchObject({ state: 'issued', colour: 'yellow', zones: null, allowed: ['adjust', 'end'] });
      expect(issued.id).toMatch(/^XA-JB\d{8}-\d{2}$/);
      expect((await as('duty', path, body)).body).toMatchObject({ id: issued.id });
      expect((await as('duty', path, given({ hazard: 'rainstorm', colour: 'red' }))).body).toMatchObject({
        ...{ refusal: 'already-exists', message: expect.stringContaining(issued.id) },
      });
      expect((await change('duty', path, issued, { event: 'adjust' })).body).toMatchObject({ field: 'colour' });
      const only = { event: 'adjust', colour: 'orange', zones: [server.running.profile.zones[0]] };
      const adjusted = (await change('leader', path, issued, only)).body as WarningRecord;
      expect(adjusted).toMatchObject({ state: 'adjusted', colour: 'orange', version: 2 });
      expect((await as('chief2', `${path}/${issued.id}`)).body).toMatchObject({ colour: 'orange', allowed: [] });
      expect((await change('duty', path, issued, { event: 'end' })).body).toMatchObject({
        refusal: 'version-conflict',
      });
      const ended = (await change('duty', path, adjusted, { event: 'end' })).body as WarningRecord;
      expect(ended).toMatchObject({ state: 'ended', endedAt: clock.now(), allowed: [] });
      expect((await change('duty', path, ended, { event: 'adjust', colour: 'red' })).body).toMatchObject({
        ...{ refusal: 'illegal-move' },
      });
      const told = () => wall.facts().filter(fact => fact.kind === 'warning-changed');
      await until('the wall is told', () => told().length === 3);
      expect(told().map(({ warning }) => warning.colour)).toEqual(['yellow', 'orange', 'orange']);
      expect(JSON.stringify(told())).not.toMatch(/李四|值班员/);
      wall.socket.close();
    });

    test('[EM-70] to [EM-74] a major action is led by its level; of an unannounced visit walls hear nothing', async () => {
      const path = '/api/v1/major-actions';
      const deployment = (more: object = {}) =>
        given({
          ...{
            kind: 'inspection',
            level: 'city',
            plan: 3,
            title: '迎检',
            timing: 'ahead',
            document: '深委〔2026〕1号',
          },
          ...{ arrivedAt: clock.now(), startsAt: clock.now() + 60 * MINUTE, organs: ['urban-management'], ...more },
        });
      const refused = async (more: object) =>
        ((await as('duty', path, deployment(more))).body as { field: string }).field;
      expect(await refused({ kind: 'parade' })).toBe('kind');
      expect(await refused({ level: 'village' })).toBe('level');
      expect(await refused({ organs: ['nobody'] })).toBe('organs');
      expect(await refused({ endsAt: clock.now() })).toBe('endsAt');
      expect(await refused({ arrivedAt: clock.now() + 5 * MINUTE })).toBe('arrivedAt');
      expect(await refused({ plan: 4 })).toBe('plan');
      const wall = await screenOf({ token: await server.token('wall') });
      const visit = (await as('leader', path, deployment({ kind: 'unannounced-visit', level: 'national' })))
        .body as MajorActionRecord;
      expect(visit).toMatchObject({ state: 'deployed', leaderPost: '党工委书记', plan: 3, timing: 'ahead' });
      const open = (await as('duty', path, deployment())).body as MajorActionRecord;
      expect(open.leaderPost).toBe('分管副书记');
      const urgent = (await change('duty', path, open, { event: 'change-plan', plan: 1 })).body as MajorActionRecord;
      expect(urgent).toMatchObject({ plan: 1, version: 2 });
      expect((await change('duty', path, urgent, { event: 'change-plan', plan: 1 })).body).toMatchObject({
        field: 'plan',
      });
      const told = () => wall.facts().filter(fact => fact.kind === 'major-action-changed');
      await until('the wall is told', () => told().length === 2);
      expect(new Set(told().map(({ majorAction }) => majorAction.id))).toEqual(new Set([open.id]));
      expect(JSON.stringify(told())).not.toMatch(/李四|迎检"|深委/);
      await change('duty', path, urgent, { event: 'end' });
      const later = await screenOf('leader');
      expect(later.snapshots[0]?.majorActions.map(({ id }) => id)).toEqual([visit.id]);
      for (const one of [wall, later]) one.socket.close();
    });

    test('[EM-40] [EM-41] walls see state and clocks and nobody; chiefs their zone; the audit names nobody', async () => {
      const wall = await server.token('wall');
      const screen = await screenOf({ token: wall });
      const record = await must('duty', await declare('duty', { level: 2 }), 'note', { text: '李四在场' });
      await must('duty', record, 'record-report', {
        ...{ means: 'phone', clocks: ['phone-report-1'], sender: '张三', recipient: '李四', sentAt: clock.now() },
      });
      const facts = () =>
        screen.facts().filter(fact => fact.kind === 'emergency-changed' && fact.emergency.id === record.id);
      await until('the wall is told', () => facts().length === 3);
      expect(JSON.stringify(facts())).not.toMatch(/李四|张三|138123|值班员/);
      const shown = (await server.ask(`/api/v1/emergencies/${record.id}`, { token: wall })).body as EmergencyRecord;
      expect(shown).toMatchObject({ level: 2, words: '', allowed: [], clocks: [{}, { state: 'done' }, {}] });
      expect(JSON.stringify(shown)).not.toMatch(/李四|张三|138123/);
      const lines = (await server.ask(`/api/v1/emergencies/${record.id}/timeline`, { token: wall }))
        .body as TimelineEntry[];
      expect(JSON.stringify(lines)).not.toMatch(/李四|张三|138123|值班员/);
      expect((await server.ask(`/api/v1/emergencies/${record.id}/reports/1`, { token: wall })).status).toBe(403);
      const statuses = await Promise.all(
        (['chief1', 'chief2'] as const).map(async one => (await as(one, `/api/v1/emergencies/${record.id}`)).status),
      );
      expect(statuses.filter(status => status === 404).length).toBeGreaterThan(0);
      const audit = await as('admin', `/api/v1/audit?subject=${record.id}&limit=50`);
      expect(JSON.stringify(audit.body)).not.toMatch(/李四|张三|138123/);
      screen.socket.close();
      const back = await screenOf({ token: wall });
      expect(back.snapshots[0]?.emergencies.map(({ id }) => id)).toContain(record.id);
      back.socket.close();
    });
  });
}
