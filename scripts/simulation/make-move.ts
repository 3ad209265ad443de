/**
 * Carries a move out over the public interface. In: doors, the record that was looked at, the move. Out: what came of it.
 * The record's version goes with the command: if anybody else was there meanwhile, the server says so and nothing happens.
 */
import { randomUUID } from 'node:crypto';
import type { IncidentRecord, Suggestion } from '../../server/contract/incident.ts';
import type { Move, Mover, TownOrgans } from './case-moves.ts';
import type { Answered, ServerDoor } from './server-door.ts';

/** The way of a person is missing where the simulation has no password. */
export type Doors = { organs: ServerDoor } & Partial<Record<Mover, ServerDoor>>;

export type Outcome =
  | { done: true; record: IncidentRecord }
  /** `changed`: somebody else was there. `later`: no answer, or busy. `refused`: it will not go this way. */
  | { done: false; why: 'changed' | 'later' | 'refused'; said: string };

export interface MoveParts {
  doors: Doors;
  organs: TownOrgans;
  /** JPEG, clearly marked as a demonstration. */
  photo: Uint8Array;
}

const TRY_ANOTHER_ORGAN = new Set(['not-this-organ', 'same-organ', 'unknown-organ', 'not-allowed']);

export async function makeMove(
  { doors, organs, photo }: MoveParts,
  record: IncidentRecord,
  move: Move,
): Promise<Outcome> {
  const door = doors[move.mover];
  if (!door) return { done: false, why: 'refused', said: `nobody moves as ${move.mover}` };
  const path = `/api/v1/incidents/${encodeURIComponent(record.id)}`;
  let { version } = record;
  let fields: object = move.command;

  if (move.suggested) {
    const answer = await door.get(`${path}/suggestions`);
    const suggestion = answer?.status === 200 ? (answer.body as Suggestion) : undefined;
    fields = withOrgans(move, suggestion, record, organs);
  }
  if (move.photo) {
    const answer = await door.postPhoto(`${path}/evidence`, photo);
    const added = answer?.status === 201 ? (answer.body as { evidence: { id: string }; version: number }) : undefined;
    version = added?.version ?? version;
    fields = { ...fields, ...(added ? { evidence: [added.evidence.id] } : withoutPhoto(move)) };
  }

  const organsToTry = move.onBehalfOf.length > 0 ? move.onBehalfOf : [undefined];
  let answer: Answered | undefined;
  for (const onBehalfOf of organsToTry) {
    answer = await door.post(`${path}/events`, {
      ...fields,
      ...{ commandId: randomUUID(), expectedVersion: version, issuedAt: Date.now() },
      ...(onBehalfOf !== undefined && { onBehalfOf }),
    });
    if (!answer || !TRY_ANOTHER_ORGAN.has(refusalOf(answer))) break;
  }
  return outcomeOf(answer);
}

function withOrgans(
  move: Move,
  suggestion: Suggestion | undefined,
  record: IncidentRecord,
  organs: TownOrgans,
): object {
  const fallback = { organ: record.community ? `${organs.territorial}:${record.community}` : organs.controlCentre };
  const named = inTurn(suggestion, record).map(({ organ, unit }) => ({ organ, unit }));
  const chosen = named.length > 0 ? named.slice(0, move.suggested === 'two' ? 2 : 1) : [fallback];
  if (move.command.event !== 'dispatch') return { ...move.command, organ: chosen[0]!.organ };
  return { ...move.command, organs: chosen, ...(named.length > 0 && { suggestion: suggestion!.id }) };
}

/** Organs that are named for the same duty and have nobody near are equals: they take turns, as a fair dispatcher lets them. */
function inTurn(suggestion: Suggestion | undefined, { id }: IncidentRecord): Suggestion['organs'] {
  const [first, ...others] = suggestion?.organs ?? [];
  if (first === undefined) return [];
  const isEqual = ({ duty, unit }: Suggestion['organs'][number]) => duty === first.duty && unit === null;
  const equals = [first, ...others].filter(isEqual);
  const turn = equals[Number(id.slice(-4)) % equals.length];
  return turn === undefined ? [first, ...others] : [turn, ...[first, ...others].filter(organ => organ !== turn)];
}

function withoutPhoto({ command }: Move): object {
  return command.event === 'report-done' ? { noEvidenceReason: '照片上传失败。' } : {};
}

function outcomeOf(answer: Answered | undefined): Outcome {
  if (answer === undefined) return { done: false, why: 'later', said: 'no answer' };
  if (answer.status === 200) return { done: true, record: answer.body as IncidentRecord };
  const said = `${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`;
  if (refusalOf(answer) === 'version-conflict') return { done: false, why: 'changed', said };
  const busy =
    answer.status >= 500 || [401, 408, 429].includes(answer.status) || refusalOf(answer) === 'command-expired';
  return { done: false, why: busy ? 'later' : 'refused', said };
}

function refusalOf({ body }: Answered): string {
  return (body as { refusal?: string } | null)?.refusal ?? '';
}
