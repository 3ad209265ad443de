/**
 * What a phone on patrol keeps until the server has it (rules P-84 to P-87, P-93, P-94 of server/field/SPEC.md): fixes, and things that a
 * person did: a report, a call for help, a step of a task or of an operation. `at` is when it really happened, by the server's clock as far as it is known.
 */
import type { CommandId, EvidenceId, IncidentId, OperationId, UnitId } from '../../server/contract/ids.ts';
import type { IncidentIntake } from '../../server/contract/incident.ts';

export interface KeptFix {
  /** UTC ms of the fix; also its key. */
  time: number;
  lon: number;
  lat: number;
  accuracyM: number;
  speedMps: number | null;
  headingDeg: number | null;
}

interface Kept {
  /** Also the command's id: however often it is sent, it happens once. */
  id: CommandId;
  at: number;
  /** Not sent yet; each one leaves as soon as the server has it. */
  photos: readonly Blob[];
  /** Null while it waits; then what became of it, as a sentence. */
  settled: { at: number; ok: boolean; sentence: string } | null;
}

export type StepName = 'acknowledge' | 'arrive' | 'report-progress' | 'report-done';

/** What somebody in a squad does: a step of the day or something found, in the words of the interface; `at` of the thing is when. */
export type OperationStep =
  /** `code`: what the sign at the stop says. */
  | { event: 'arrive-stop'; stop: string; code?: string }
  | { event: 'leave-stop'; stop: string }
  | { event: 'skip-stop'; stop: string; reason: string }
  | {
      event: 'add-finding';
      finding: string;
      stop?: string;
      lon: number;
      lat: number;
      category?: string;
      text: string;
      party?: string;
      measure?: string;
      deadline?: number;
    }
  | { event: 'add-after-photos'; finding: string };

export type Thing = Kept &
  (
    | {
        kind: 'report';
        intake: Omit<IncidentIntake, 'commandId'>;
        incident: IncidentId | null;
        /** The server did not know the one that was chosen. */
        lostCategory?: true;
      }
    | { kind: 'help'; unit: UnitId; place: { lon: number; lat: number } | null }
    | { kind: 'operation'; operation: OperationId; step: OperationStep; evidence: readonly EvidenceId[] }
    | { kind: 'step'; incident: IncidentId; event: StepName; text: string; evidence: readonly EvidenceId[] }
  );

export const FIXES_KEPT_MS = 24 * 3_600_000;
export type OperationThing = Extract<Thing, { kind: 'operation' }>;

/** [P-94] Was it refused, and still has what a person would not want to do twice? */
export const isRefused = ({ kind, settled }: Thing): boolean => kind === 'operation' && settled?.ok === false;

/** More than a round has matters; with photos of 300 KB it stays under what browsers let a page keep. */
export const MOST_THINGS = 40;
