import { expect, test } from 'vitest';
import type { IncidentId, OrganId, SuggestionId } from '../../server/contract/ids.ts';
import type { SuggestedOrgan } from '../../server/contract/incident.ts';
import { CommandIds } from '../connection/command-ids.ts';
import type { CommandResult, Intent } from '../incident/send-command.ts';
import { anIncident } from '../store/record-builders.ts';
import { emptyMatter, type IntakeDraft } from './intake-draft.ts';
import { takeReport } from './take-report.ts';

const DRAFT: IntakeDraft = {
  matter: {
    ...emptyMatter(1_795_060_800_000, 'duty-phone'),
    place: { from: 'map', at: [113.9, 22.57] },
    text: '有煤气味',
  },
  reporter: { name: '', phone: '' },
};
const TO = { organ: 'safety-office' as OrganId, unit: null } as SuggestedOrgan;

/** A server that answers reports one after the other, and a sender that answers commands one after the other. */
function parts(reports: unknown[], commands: CommandResult[] = []) {
  const posted: { commandId: string }[] = [];
  const sent: Intent[] = [];
  return {
    posted,
    sent,
    ids: new CommandIds(),
    fetch: async (_path: RequestInfo | URL, init?: RequestInit) => {
      posted.push(JSON.parse(String(init?.body)));
      const answer = reports.shift();
      if (answer === undefined) throw new TypeError('Failed to fetch');
      const isRefusal = typeof answer === 'object' && answer !== null && 'refusal' in answer;
      return new Response(JSON.stringify(answer), { status: isRefusal ? 400 : 201 });
    },
    send: async (intent: Intent) => {
      sent.push(intent);
      return commands.shift()!;
    },
  };
}

test('登记 is one report', async () => {
  const at = parts([anIncident()]);
  const result = await takeReport(DRAFT, { name: 'register' }, at);
  expect(result.name).toBe('done');
  expect(at.sent).toEqual([]);
});

test('[A8] no answer: the next press sends the same id; after an answer a new one', async () => {
  const at = parts([undefined, anIncident(), anIncident()]);
  expect((await takeReport(DRAFT, { name: 'register' }, at)).name).toBe('unanswered');
  await takeReport(DRAFT, { name: 'register' }, at);
  await takeReport(DRAFT, { name: 'register' }, at);
  expect(at.posted[1]!.commandId).toBe(at.posted[0]!.commandId);
  expect(at.posted[2]!.commandId).not.toBe(at.posted[0]!.commandId);
});

test('登记并分拨 accepts and dispatches, each for the version the one before left', async () => {
  const accepted = anIncident({ version: 2, state: 'accepted' });
  const handled = anIncident({ version: 3, state: 'handling' });
  const at = parts(
    [anIncident()],
    [
      { name: 'done', record: accepted },
      { name: 'done', record: handled },
    ],
  );
  const result = await takeReport(DRAFT, { name: 'dispatch', to: TO, suggestion: 's1' as SuggestionId }, at);
  expect(result).toEqual({ name: 'done', record: handled });
  expect(at.sent.map(({ version, fields }) => [fields.event, version])).toEqual([
    ['accept', 1],
    ['dispatch', 2],
  ]);
  expect(at.sent[1]!.fields).toMatchObject({ organs: [{ organ: 'safety-office', unit: null }], suggestion: 's1' });
});

test('a refused step leaves the incident registered and says which step and why', async () => {
  const at = parts([anIncident()], [{ name: 'refused', refusal: { refusal: 'grade-missing', message: '尚未定级' } }]);
  const result = await takeReport(DRAFT, { name: 'dispatch', to: TO, suggestion: 's1' as SuggestionId }, at);
  expect(result).toMatchObject({ name: 'half-done', step: 'accept', why: '尚未定级', record: { version: 1 } });
  expect(at.sent, 'nothing is dispatched that was not accepted').toHaveLength(1);
});

test('并入此件 registers, then merges: every report keeps its number', async () => {
  const at = parts([anIncident()], [{ name: 'done', record: anIncident({ version: 2, state: 'merged' }) }]);
  await takeReport(DRAFT, { name: 'merge', into: 'XA20261119-0009' as IncidentId }, at);
  expect(at.sent[0]!.fields).toMatchObject({ event: 'merge', into: 'XA20261119-0009' });
});

test('a refused report is refused: nothing follows', async () => {
  const at = parts([{ refusal: 'far-outside-area', message: '不在辖区' }]);
  const result = await takeReport(DRAFT, { name: 'dispatch', to: TO, suggestion: 's1' as SuggestionId }, at);
  expect(result.name).toBe('refused');
  expect(at.sent).toEqual([]);
});
