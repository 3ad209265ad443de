/** The report of a joint operation, to read and as files. */
import { expect, test } from 'vitest';
import { operationReport } from '../contract/operation-report.ts';
import { MINUTE, MUSTER, type OperationsUnderTest } from './operations-under-test.ts';

export function reportSuite({ server, clock, as, must, aPlan, aSquad, issue, begin, fix }: OperationsUnderTest): void {
  test('[O-80] [O-82] [O-84] [O-88] [O-89] the report: not before it began, metres of the tracks, the last one beside it, files audited', async () => {
    const path = (id: string, ending = '') => `/api/v1/operations/${id}/report${ending}`;
    const planned = await issue(aPlan());
    expect((await as('leader', path(planned.id))).body).toMatchObject({ refusal: 'illegal-move' });
    await must('leader', planned, 'cancel', { reason: '试' });
    const others = { members: [{ name: '李报告', organ: 'enforcement-team' }], vehicles: [], units: ['op-2'] };
    const run = () => begin(startsAt => ({ squads: [aSquad(startsAt, others)] }));
    const first = await must('chief1', await run(), 'finish', { reason: '试毕' });
    clock.advance(MINUTE);
    const record = await run();
    // Tracks are of positions of the time from its beginning on.
    for (let i = 0; i < 4; i++) await fix('op-2', MUSTER.lon + 0.001 * i, MUSTER.lat);
    await must('chief1', record, 'finish', { reason: '试毕' });
    const answer = await as('leader', path(record.id));
    const report = operationReport.parse(answer.body);
    expect(report.before?.id).toBe(first.id);
    expect(report.before?.figures.distanceM, 'no track of that time').toBeNull();
    expect(report.squads[0]?.units).toMatchObject([{ unit: 'op-2', positions: 4 }]);
    expect(report.figures.distanceM).toBeGreaterThan(250);
    expect(report.figures.distanceM).toBeLessThan(350);
    expect((await as('chief2', path(record.id))).status, 'of another zone').toBe(404);
    const wall = await server.ask(path(record.id), { token: await server.token('wall') });
    expect(JSON.stringify(wall.body)).not.toContain('李报告');
    for (const ending of ['.docx', '.xlsx']) {
      const file = await as('leader', path(record.id, ending));
      expect([file.status, file.headers.get('content-disposition')]).toEqual([
        200,
        expect.stringContaining(encodeURIComponent(`联合行动报告${record.id}${ending}`)),
      ]);
      expect((await as('field', path(record.id, ending))).status).toBe(403);
    }
    const audited = await server.running.database.db
      .selectFrom('audit')
      .select(['actor', 'after'])
      .where('action', '=', 'document-exported')
      .where('subject', '=', record.id)
      .orderBy('seq')
      .execute();
    expect(audited.map(({ actor, after }) => [actor, JSON.parse(after ?? '')])).toEqual([
      ['leader', { format: 'docx', report: 'operation', findings: 0 }],
      ['leader', { format: 'xlsx', report: 'operation', findings: 0 }],
    ]);
  });
}
