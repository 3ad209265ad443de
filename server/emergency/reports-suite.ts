/** What is written about an emergency: its reports, and its timeline that only grows. */
import { expect, test } from 'vitest';
import type { ReportWording } from '../contract/emergency-report.ts';
import type { TimelineEntry } from '../contract/emergency-timeline.ts';
import type { EmergenciesUnderTest } from './emergencies-under-test.ts';

export function reportsSuite({ server, as, send, must, declare, fire, timeline }: EmergenciesUnderTest): void {
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
    expect([file.status, file.headers.get('content-type')]).toEqual([200, expect.stringContaining('wordprocessingml')]);
    const taken = await server.running.database.db
      .selectFrom('audit')
      .select(['actor', 'after'])
      .where('action', '=', 'document-exported')
      .where('subject', '=', record.id)
      .execute();
    expect(taken.map(({ actor, after }) => [actor, JSON.parse(after ?? '')])).toEqual([
      ['leader', { format: 'docx', report: 1, wording: 2 }],
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
}
