/**
 * How each kept thing goes to the server. In: the thing as it waits. Out: `settled` (the store says what became of it) or `later`.
 * A step of a task is no old command: the task is read first, and a new command of now is sent only if it is still possible [P-85].
 */
import { z } from 'zod';
import { type FieldState, type FieldTask, fieldState, fieldTask } from '../../server/contract/field.ts';
import type { EvidenceId, IncidentId } from '../../server/contract/ids.ts';
import { evidenceAdded, incidentRecord } from '../../server/contract/incident.ts';
import { askServer, type ServerAnswer } from '../connection/ask-server.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { Thing } from './kept-things.ts';
import type { OutboxParts } from './outbox.ts';
import { passesByItself } from './passes-by-itself.ts';
import { sendOperationStep } from './send-operation-step.ts';

export type Sent = 'settled' | 'later';
type Report = Extract<Thing, { kind: 'report' }>;
type Step = Extract<Thing, { kind: 'step' }>;

/** From here on the history says that it happened earlier. */
const LATE_MS = 60_000;
/** Somebody else works on the same incident: look again and send again. */
const TRIES = 3;

export async function sendThing(thing: Thing, parts: OutboxParts): Promise<Sent> {
  switch (thing.kind) {
    case 'report':
      return sendReport(thing, parts);
    case 'help':
      return sendHelp(thing, parts);
    case 'step':
      return sendStep(thing, parts);
    case 'operation':
      return sendOperationStep(thing, parts);
  }
}

async function sendReport(thing: Report, parts: OutboxParts): Promise<Sent> {
  let { incident } = thing;
  if (incident === null) {
    const answer = await post(parts, '/api/v1/incidents', incidentRecord, { ...thing.intake, commandId: thing.id });
    if (passesByItself(answer)) return 'later';
    if (
      answer.name === 'refused' &&
      answer.refusal.refusal === 'unknown-category' &&
      thing.intake.category !== undefined
    )
      return sendReport(await withoutCategory(thing, parts), parts);
    if (answer.name !== 'answered') return settle(parts, thing, false, refusedBy(answer));
    incident = answer.value.id;
    await parts.store.putThing({ ...thing, incident });
  }
  const photos = await sendPhotos({ ...thing, incident }, incident, parts);
  if (photos === 'later') return 'later';
  const taken = say(thing.lostCategory ? 'field.box.category-gone' : 'field.box.registered', { id: incident });
  return settle(
    parts,
    { ...thing, incident, photos: [] },
    true,
    photos.refused ? `${taken}；${photos.refused}` : taken,
  );
}

/** [P-91] The list has changed since the phone read it: what was seen counts, the desk sorts it. */
async function withoutCategory(thing: Report, { store }: OutboxParts): Promise<Report> {
  const { category: _, ...intake } = thing.intake;
  const left: Report = { ...thing, intake, lostCategory: true };
  await store.putThing(left);
  return left;
}

async function sendHelp(thing: Extract<Thing, { kind: 'help' }>, parts: OutboxParts): Promise<Sent> {
  const path = `/api/v1/units/${encodeURIComponent(thing.unit)}/help`;
  const answer = await post(parts, path, z.unknown(), { ...thing.place, happenedAt: thing.at });
  if (passesByItself(answer)) return 'later';
  if (answer.name !== 'answered') return settle(parts, thing, false, refusedBy(answer));
  return settle(parts, thing, true, say('field.box.help-arrived'));
}

async function sendStep(thing: Step, parts: OutboxParts): Promise<Sent> {
  let step = thing;
  for (let n = 0; n < TRIES; n++) {
    const state = await askServer('/api/v1/field', fieldState, parts.fetch ? { fetch: parts.fetch } : {});
    if (passesByItself(state)) return 'later';
    if (state.name !== 'answered') return settle(parts, step, false, refusedBy(state));
    const task = state.value.tasks.find(({ id }) => id === step.incident);
    const gone = whatBecame(step, task, state.value.timeZone);
    if (gone || !task) return settle(parts, step, gone?.ok ?? false, gone?.sentence ?? '');
    const photos = await sendPhotos(step, step.incident, parts);
    if (photos === 'later') return 'later';
    if (photos.refused) return settle(parts, step, false, photos.refused);
    step = { ...step, photos: [], evidence: [...step.evidence, ...photos.evidence] };
    await parts.store.putThing(step);
    const path = `/api/v1/field/incidents/${encodeURIComponent(step.incident)}/events`;
    const version = photos.version ?? task.version;
    const answer = await post(parts, path, fieldTask, commandOf(step, version, state.value));
    if (passesByItself(answer)) return 'later';
    if (answer.name === 'answered') return settle(parts, step, true, say('field.box.done'));
    if (answer.name === 'refused' && answer.refusal.refusal !== 'version-conflict')
      return settle(parts, step, false, refusedBy(answer));
  }
  return 'later';
}

/** Null = it can still be sent. */
function whatBecame(
  { event }: Step,
  task: FieldTask | undefined,
  timeZone: string,
): { ok: boolean; sentence: string } | null {
  if (!task) return { ok: false, sentence: say('field.box.no-task') };
  if (task.allowed.includes(event)) return null;
  const done = event === 'arrive' ? task.arrivedAt : event === 'acknowledge' ? task.acknowledgedAt : null;
  if (done !== null) return { ok: true, sentence: say('field.box.known', { time: clockTime(done, timeZone) }) };
  return { ok: false, sentence: say('field.box.not-now', { state: say(`incident.state.${task.state}`) }) };
}

function commandOf(
  { id, event, at, text, evidence }: Step,
  version: number,
  { serverTime: now, timeZone }: Pick<FieldState, 'serverTime' | 'timeZone'>,
): object {
  const late = now - at > LATE_MS ? say('field.late', { time: clockTime(at, timeZone) }) : '';
  const stamp = { event, commandId: id, expectedVersion: version, issuedAt: now };
  if (event === 'acknowledge' || event === 'arrive') return { ...stamp, ...(late && { remark: late }) };
  const result = late ? `${late} ${text}` : text;
  if (event === 'report-done' && evidence.length === 0)
    return { ...stamp, result, noEvidenceReason: say('field.no-photo-reason') };
  return { ...stamp, result, evidence };
}

interface Photos {
  evidence: EvidenceId[];
  /** Of the incident after the last photo; null = none was sent. */
  version: number | null;
  refused: string | null;
}

/** Each photo that arrived leaves the store, so that a broken line costs one photo and not all. */
async function sendPhotos(thing: Report | Step, incident: IncidentId, parts: OutboxParts): Promise<Photos | 'later'> {
  const sent: Photos = { evidence: [], version: null, refused: null };
  for (const [i, photo] of thing.photos.entries()) {
    const path = `/api/v1/incidents/${encodeURIComponent(incident)}/evidence`;
    const answer = await post(parts, path, evidenceAdded, photo);
    if (passesByItself(answer)) return 'later';
    if (answer.name !== 'answered') return { ...sent, refused: refusedBy(answer) };
    sent.evidence.push(answer.value.evidence.id);
    sent.version = answer.value.version;
    const left = thing.photos.slice(i + 1);
    const known = thing.kind === 'step' ? { evidence: [...thing.evidence, ...sent.evidence] } : {};
    await parts.store.putThing({ ...thing, ...known, photos: left });
  }
  return sent;
}

async function settle({ store, serverNow }: OutboxParts, thing: Thing, ok: boolean, sentence: string): Promise<Sent> {
  await store.putThing({ ...thing, photos: [], settled: { at: serverNow(), ok, sentence } });
  return 'settled';
}

function post<S extends z.ZodType>({ fetch }: OutboxParts, path: string, schema: S, body: object | Blob) {
  return askServer(path, schema, { ...{ method: 'POST', body }, ...(fetch && { fetch }) });
}

function refusedBy(answer: ServerAnswer<unknown>): string {
  return answer.name === 'refused' ? answer.refusal.message : '';
}
