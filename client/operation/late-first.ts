/** Squads as a screen lists them: who is behind stands first, then who is off the route, then who has most before it. All by the server's numbers. */
import type { OperationSquad } from '../../server/contract/operation.ts';

export function lateFirst(squads: readonly OperationSquad[]): OperationSquad[] {
  const off = ({ offRouteSince }: OperationSquad) => (offRouteSince === null ? 0 : 1);
  return [...squads].sort(
    (a, b) => b.progress.late - a.progress.late || off(b) - off(a) || b.progress.remaining - a.progress.remaining,
  );
}
