/**
 * How a kept step of an operation goes to the server [P-93]: the operation is read first (which squad, the server's time), then photos, each
 * once, then the step with the time it happened. In: the thing as it waits. Out: `settled` or `later`. What arrived is gone from the phone,
 * for the card shows it; what was refused stays whole, with the sentence [P-94].
 */
import { z } from 'zod';
import { type FieldOperation, type FieldState, fieldState } from '../../server/contract/field.ts';
import { evidenceId } from '../../server/contract/ids.ts';
import { askServer } from '../connection/ask-server.ts';
import { say } from '../wording/wording.ts';
import type { OperationThing } from './kept-things.ts';
import type { OutboxParts } from './outbox.ts';
import { passesByItself } from './passes-by-itself.ts';
import type { Sent } from './send-thing.ts';

const photoKept = z.object({ id: evidenceId });
const taken = z.object({ id: z.string() });

export async function sendOperationStep(thing: OperationThing, parts: OutboxParts): Promise<Sent> {
  const asked = await askServer('/api/v1/field', fieldState, parts.fetch ? { fetch: parts.fetch } : {});
  if (passesByItself(asked)) return 'later';
  if (asked.name !== 'answered') return refuse(parts, thing, asked.name === 'refused' ? asked.refusal.message : '');
  const own = asked.value.operations.find(({ id }) => id === thing.operation);
  if (!own) return refuse(parts, thing, say('field.op.gone'));
  if ('stop' in thing.step && !own.squad.stops.some(({ id }) => 'stop' in thing.step && id === thing.step.stop))
    return refuse(parts, thing, say('field.op.other-squad'));
  const uploaded = await uploadPhotos(thing, parts);
  if ('sent' in uploaded) return uploaded.sent;
  return sendCommand(uploaded.thing, own, asked.value, parts);
}

async function sendCommand(
  thing: OperationThing,
  own: FieldOperation,
  state: FieldState,
  parts: OutboxParts,
): Promise<Sent> {
  const path = `/api/v1/operations/${encodeURIComponent(thing.operation)}/events`;
  const answer = await askServer(path, taken, {
    ...{ method: 'POST', body: commandOf(thing, own, state) },
    ...(parts.fetch && { fetch: parts.fetch }),
  });
  if (passesByItself(answer)) return 'later';
  if (answer.name === 'answered') {
    await parts.store.removeThing(thing.id);
    return 'settled';
  }
  if (answer.name !== 'refused') return refuse(parts, thing, '');
  const { step } = thing;
  // [P-91] The list has changed since the phone read it: what was seen counts.
  if (answer.refusal.refusal === 'unknown-category' && 'category' in step) {
    const { category: _, ...rest } = step;
    const left = { ...thing, step: rest };
    await parts.store.putThing(left);
    return sendCommand(left, own, state, parts);
  }
  return refuse(parts, thing, answer.refusal.message);
}

/** What is done on the spot needs no newest version ([O-9]); the time it was pressed does not make it an old command ([O-45]). */
function commandOf({ id, at, step, evidence }: OperationThing, own: FieldOperation, { serverTime: now }: FieldState) {
  const stamp = { commandId: id, expectedVersion: own.version, issuedAt: now };
  const photos = evidence.length > 0 ? { photos: evidence } : {};
  if (step.event === 'add-after-photos') return { ...stamp, ...step, ...photos };
  return { ...stamp, ...step, ...photos, squad: own.squad.id, happenedAt: Math.min(at, now) };
}

/** Each photo that arrived leaves the store, so that a broken line costs one photo and not all. */
async function uploadPhotos(
  thing: OperationThing,
  { store, fetch, ...parts }: OutboxParts,
): Promise<{ thing: OperationThing } | { sent: Sent }> {
  let left = thing;
  const path = `/api/v1/operations/${encodeURIComponent(thing.operation)}/photos`;
  for (let photo = left.photos[0]; photo; photo = left.photos[0]) {
    const answer = await askServer(path, photoKept, { ...{ method: 'POST', body: photo }, ...(fetch && { fetch }) });
    if (passesByItself(answer)) return { sent: 'later' };
    if (answer.name !== 'answered') {
      const sentence = answer.name === 'refused' ? answer.refusal.message : '';
      return { sent: await refuse({ store, ...parts }, left, sentence) };
    }
    left = { ...left, photos: left.photos.slice(1), evidence: [...left.evidence, answer.value.id] };
    await store.putThing(left);
  }
  return { thing: left };
}

async function refuse(
  { store, serverNow }: Pick<OutboxParts, 'store' | 'serverNow'>,
  thing: OperationThing,
  sentence: string,
): Promise<Sent> {
  await store.putThing({ ...thing, settled: { at: serverNow(), ok: false, sentence } });
  return 'settled';
}
