/**
 * What squads of the played operation find, drawn from the operation's number and the stop: the same after a restart. In: the record, the
 * words of the profile, the time. Out: the next thing to tell (found, put right, made a case of), or null.
 */
import type {
  OperationFinding,
  OperationRecord,
  OperationSquad,
  OperationStop,
} from '../../server/contract/operation.ts';
import type { Vocabulary } from './incident-vocabulary.ts';
import { namedUuid } from './named-uuid.ts';
import { chanceFor } from './random-stream.ts';

const MINUTE_MS = 60_000;
const FOUND = 0.6;
const AT_ONCE = 0.6;
const LOOKS_FOR_MS = 1.5 * MINUTE_MS;
const PUT_RIGHT_AFTER_MS = 3 * MINUTE_MS;
const CASE_AFTER_MS = 2 * MINUTE_MS;
const TERM_MS = 3 * 24 * 60 * MINUTE_MS;
const PUT_RIGHT = '现场整改';

export type Find =
  | { event: 'add-finding'; fields: Record<string, unknown> }
  | { event: 'add-after-photos'; finding: string }
  | { event: 'make-incident'; finding: string };

export function nextFind(
  record: OperationRecord,
  { seed, vocabulary, now }: { seed: number; vocabulary: Vocabulary; now: number },
): Find | null {
  for (const squad of record.squads)
    for (const stop of squad.stops) {
      const finding = record.findings.find(({ id }) => id === findingId(record, stop));
      const find = finding ? afterwards(finding, now) : firstLook(record, squad, stop, { seed, vocabulary, now });
      if (find) return find;
    }
  return null;
}

const findingId = ({ id }: OperationRecord, stop: OperationStop) => namedUuid(`finding ${id} ${stop.id}`);

function firstLook(
  record: OperationRecord,
  squad: OperationSquad,
  stop: OperationStop,
  { seed, vocabulary, now }: Parameters<typeof nextFind>[1],
): Find | null {
  if (stop.state !== 'arrived' || stop.arrivedAt === null || now < stop.arrivedAt + LOOKS_FOR_MS) return null;
  const chance = chanceFor(seed, `finds ${record.id} ${stop.id}`);
  if (!chance.happens(FOUND)) return null;
  const { category, sentence } = vocabulary.draw(chance);
  const isAtOnce = chance.happens(AT_ONCE);
  const fields = {
    ...{ finding: findingId(record, stop), squad: squad.id, stop: stop.id, happenedAt: now - 10_000 },
    ...{ lon: stop.lon, lat: stop.lat, category, text: `${stop.name}：${sentence}` },
    ...(stop.target !== null && { target: stop.target }),
    ...(isAtOnce ? { measure: PUT_RIGHT } : { measure: '责令限期改正', deadline: now + TERM_MS }),
  };
  return { event: 'add-finding', fields };
}

function afterwards({ id, at, measure, photosAfter, incident }: OperationFinding, now: number): Find | null {
  if (measure === PUT_RIGHT)
    return photosAfter.length === 0 && now >= at + PUT_RIGHT_AFTER_MS
      ? { event: 'add-after-photos', finding: id }
      : null;
  return incident === null && now >= at + CASE_AFTER_MS ? { event: 'make-incident', finding: id } : null;
}
