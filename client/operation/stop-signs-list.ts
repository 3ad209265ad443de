/** The signs of an operation as data, and what each of them opens on a phone. In: the record, the codes of its stops. Out: one sign a stop that has a code. */
import type { OperationRecord } from '../../server/contract/operation.ts';

/** What of a squad stands on a sign. */
type SignedSquad = Pick<OperationRecord['squads'][number], 'name'> & {
  stops: readonly Pick<OperationRecord['squads'][number]['stops'][number], 'id' | 'name'>[];
};

interface Sign {
  stop: string;
  name: string;
  squad: string;
  order: number;
  code: string;
}

export function signsOf(
  { squads }: { squads: readonly SignedSquad[] },
  known: readonly { stop: string; code: string }[],
): Sign[] {
  const codeOf = new Map(known.map(({ stop, code }) => [stop, code]));
  return squads.flatMap(squad =>
    squad.stops.flatMap(({ id, name }, i) => {
      const code = codeOf.get(id);
      return code === undefined ? [] : { stop: id, name, squad: squad.name, order: i + 1, code };
    }),
  );
}

/** What a phone opens: the page of people on patrol, which arrives with this code. */
export function signAddress(origin: string, operation: string, { stop, code }: Pick<Sign, 'stop' | 'code'>): string {
  return `${origin}/field?${new URLSearchParams({ operation, stop, code })}`;
}
