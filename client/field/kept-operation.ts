/**
 * An operation as the person in the squad sees it: what the server last said, with what the phone keeps already done. In: the operation, what
 * waits. Out: the same shape, and which stops and findings are not the server's yet.
 */
import type { FieldOperation } from '../../server/contract/field.ts';
import type { OperationThing, Thing } from './kept-things.ts';

type Stop = FieldOperation['squad']['stops'][number];

export interface ShownFinding {
  id: string;
  at: number;
  text: string;
  measure: string | null;
  /** Before and after, kept ones included. */
  photos: number;
  photosAfter: number;
  isKept: boolean;
}

export interface ShownOperation {
  stops: readonly (Stop & { isKept: boolean })[];
  findings: readonly ShownFinding[];
}

export function withKept({ id, squad, findings }: FieldOperation, waiting: readonly Thing[]): ShownOperation {
  const kept = waiting.filter((thing): thing is OperationThing => thing.kind === 'operation' && thing.operation === id);
  const known = new Set(findings.map(finding => finding.id));
  return {
    stops: squad.stops.map(stop => kept.reduce(withStep, { ...stop, isKept: false })),
    findings: [
      ...findings.map(finding => ({
        ...{ id: finding.id, at: finding.at, text: finding.text, measure: finding.measure },
        ...{ photos: finding.photos.length, photosAfter: finding.photosAfter.length, isKept: false },
      })),
      ...kept.flatMap(({ step, at, photos, evidence }) =>
        step.event === 'add-finding' && !known.has(step.finding)
          ? [
              {
                ...{ id: step.finding, at, text: step.text, measure: step.measure ?? null },
                ...{ photos: photos.length + evidence.length, photosAfter: 0, isKept: true },
              },
            ]
          : [],
      ),
    ].map(finding => kept.reduce(withAfter, finding)),
  };
}

/** At one stop, the squad is at no other. */
function withStep(stop: Stop & { isKept: boolean }, { step, at }: OperationThing): Stop & { isKept: boolean } {
  if (step.event === 'arrive-stop' && step.stop !== stop.id && stop.state === 'arrived')
    return { ...stop, state: 'left', leftAt: at };
  if (!('stop' in step) || step.stop !== stop.id) return stop;
  switch (step.event) {
    case 'arrive-stop':
      if (stop.arrivedAt !== null) return stop;
      return { ...stop, state: 'arrived', arrivedAt: at, skipReason: null, isKept: true };
    case 'leave-stop':
      return stop.state === 'arrived' ? { ...stop, state: 'left', leftAt: at, isKept: true } : stop;
    case 'skip-stop':
      return stop.state === 'planned' ? { ...stop, state: 'skipped', skipReason: step.reason, isKept: true } : stop;
    default:
      return stop;
  }
}

function withAfter(finding: ShownFinding, { step, photos, evidence }: OperationThing): ShownFinding {
  if (step.event !== 'add-after-photos' || step.finding !== finding.id) return finding;
  return { ...finding, photosAfter: finding.photosAfter + photos.length + evidence.length, isKept: true };
}
