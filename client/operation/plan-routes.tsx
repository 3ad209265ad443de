/** 路线: where each squad goes, one at a time. In: the draft, the ways as the server reckons them, which squad and stop are worked on. Out: changes. */
import { useDraft } from './draft-store.ts';
import { SquadBar, type SquadBarProps } from './squad-bar.tsx';
import { SquadRouteForm } from './squad-route-form.tsx';
import type { Ways } from './use-ways.ts';

export function PlanRoutes(
  props: SquadBarProps & { ways: Ways; stop: string | null; onStop: (id: string | null) => void },
) {
  const { ways, stop, onStop, ...bar } = props;
  const squads = useDraft(state => state.draft.squads);
  const at = squads.findIndex(({ id }) => id === bar.squad);
  const squad = squads[at];
  return (
    <>
      <SquadBar {...bar} />
      {squad && (
        <SquadRouteForm
          key={squad.id}
          squad={squad}
          path={`squads[${at}]`}
          way={ways.bySquad.get(squad.id) ?? null}
          wayProblem={ways.problem}
          stop={stop}
          onStop={onStop}
        />
      )}
    </>
  );
}
