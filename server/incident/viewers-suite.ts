/** Who may command what of an incident, and what each screen is told of it. */
import { describe, expect, test } from 'vitest';
import type { IncidentRecord } from '../contract/incident.ts';
import type { IncidentEventName } from '../contract/incident-event.ts';
import { until } from '../server-under-test.ts';
import { type IncidentsUnderTest, MINUTE, type Person } from './incidents-under-test.ts';

export function viewersSuite({
  server,
  clock,
  as,
  screenOf,
  report,
  send,
  must,
  read,
  historyOf,
  handled,
}: IncidentsUnderTest): void {
  test('[I-50] a sample of roles over HTTP', async () => {
    const [own, other] = server.running.profile.zones;
    const placeIn = (zone: string | undefined) => {
      const grid = server.running.profile.data.grids.features.find(({ properties }) => properties.zone === zone);
      const [lon, lat] = grid!.properties.labelAt;
      return { lon, lat };
    };
    const record = await handled(placeIn(own));
    const foreign = await handled(placeIn(other));
    const asked = async (who: Person, on: IncidentRecord, event: IncidentEventName, more = {}) => {
      const { status, body } = await send(who, on, event, more);
      return status === 200 ? 200 : `${status} ${(body as { refusal: string }).refusal}`;
    };
    const integration = { token: await server.token('integration') };
    const until = { until: clock.now() + MINUTE };
    expect(await asked({ token: await server.token('wall') }, record, 'comment')).toBe('403 not-allowed');
    expect(await asked({ token: await server.token('device') }, record, 'comment')).toBe('403 not-allowed');
    expect(await asked('leader', record, 'acknowledge')).toBe('403 not-allowed');
    expect(await asked('dept', record, 'merge')).toBe('403 not-allowed');
    expect(await asked('duty', record, 'acknowledge')).toBe('403 not-this-organ');
    expect(await asked(integration, record, 'acknowledge')).toBe('403 not-this-organ');
    expect(await asked(integration, record, 'acknowledge', { onBehalfOf: 'urban-management' })).toBe(200);
    expect(await asked('chief1', foreign, 'supervise', until)).toBe('403 not-allowed');
    expect(await asked('chief1', await read(record.id), 'supervise', until)).toBe(200);
    expect((await read(record.id, 'chief1')).allowed).toContain('lift-supervision');
    expect((await read(record.id, 'leader')).allowed).toEqual(expect.arrayContaining(['void', 'lift-supervision']));
    const wall = { token: await server.token('wall') };
    expect(((await as(wall, `/api/v1/incidents/${record.id}`)).body as IncidentRecord).allowed).toEqual([]);
  });

  test('[I-86] a merge and its undoing touch two incidents or none', async () => {
    const [into, doubled] = [await handled(), await handled()];
    const before = server.running.pipeline.changeLog.seq;
    const merged = await must('duty', doubled, 'merge', { into: into.id });
    expect(server.running.pipeline.changeLog.seq).toBe(before + 2);
    expect(await read(into.id)).toMatchObject({ version: into.version + 1, merged: [doubled.id] });
    expect((await historyOf(into.id)).at(-1)).toMatchObject({ event: 'merged-in', note: doubled.id });
    const back = await must('duty', merged, 'unmerge');
    expect(back).toMatchObject({ state: 'handling', mergedInto: null });
    expect(await read(into.id)).toMatchObject({ version: into.version + 2, merged: [] });
  });

  describe('screens', () => {
    test('[I-58] [I-59] each audience is told what it may do; walls see neither words nor buttons', async () => {
      const record = await handled();
      const [wall, dept, desk] = [
        await screenOf({ token: await server.token('wall') }),
        await screenOf('dept'),
        await screenOf('duty'),
      ];
      const inSnapshot = ({ snapshots }: typeof wall) =>
        snapshots[0]?.incidents.find(({ id }) => id === record.id)?.allowed;
      expect(inSnapshot(wall)).toEqual([]);
      expect(inSnapshot(dept)).toEqual((await read(record.id, 'dept')).allowed);
      expect(inSnapshot(desk)).toEqual(record.allowed);
      await must('dept', record, 'report-progress', { result: '联系人13812345678' });
      await until('the fact', () => [wall, dept, desk].every(screen => screen.facts().length > 0));
      const told = (screen: typeof wall) => screen.facts().find(fact => fact.kind === 'incident-changed');
      expect(told(wall)).toMatchObject({
        event: 'report-progress',
        by: '城管办',
        note: null,
        incident: { allowed: [] },
      });
      expect(told(dept)).toMatchObject({
        note: '联系人13812345678',
        incident: { allowed: inSnapshot(dept)!.filter(e => e !== 'acknowledge') },
      });
      expect(told(desk)).toMatchObject({ incident: { allowed: expect.arrayContaining(['add-organ']) } });
      const audit = await server.running.database.db
        .selectFrom('audit')
        .selectAll()
        .where('subject', '=', record.id)
        .execute();
      expect(JSON.stringify(audit)).toContain('138****5678');
      expect(JSON.stringify(audit)).not.toContain('13812345678');
      expect(JSON.stringify(await historyOf(record.id, { token: await server.token('wall') }))).not.toContain('联系人');
      for (const screen of [wall, dept, desk]) screen.close();
    });

    test('[I-48] a chief whose zone it leaves is told once more', async () => {
      const [own, other] = server.running.profile.zones;
      const placeIn = (zone: string | undefined) =>
        server.running.profile.data.grids.features.find(({ properties }) => properties.zone === zone)!.properties;
      const [lon, lat] = placeIn(own).labelAt;
      const record = await report({ lon, lat });
      const chief = await screenOf('chief1');
      const moved = await must('duty', record, 'correct-place', { grid: placeIn(other).code });
      await until('the fact', () => chief.facts().length > 0);
      expect(chief.facts()[0]).toMatchObject({ kind: 'incident-changed', incident: { zone: other } });
      await must('duty', moved, 'comment');
      await until('the next', () => chief.facts().length > 1);
      expect(chief.facts()[1]?.kind).toBe('withheld');
      chief.close();
    });
  });
}
