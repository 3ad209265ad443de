/** What the rules of incidents ask of the jurisdiction, put together from the parts that know it. */
import type { Assigner } from '../assign/assign.ts';
import type { LimitTable } from '../deadlines/limit-table.ts';
import type { NegativeLists } from '../negative-list/negative-list.ts';
import type { Profile } from '../profile/load.ts';
import type { IncidentContext } from './situation.ts';

export interface ContextParts {
  profile: Pick<Profile, 'organs' | 'time'>;
  negativeList: Pick<NegativeLists, 'item' | 'organsOf'>;
  limits: Pick<LimitTable, 'rulesFor'>;
  units: { get: IncidentContext['unit'] };
  place: IncidentContext['place'];
  gridByCode: Assigner['gridByCode'];
}

export function incidentContext({
  profile,
  negativeList,
  limits,
  units,
  place,
  gridByCode,
}: ContextParts): IncidentContext {
  return {
    organs: profile.organs,
    time: profile.time,
    place,
    unit: id => units.get(id),
    category: id => negativeList.item(id),
    dutyOrgans({ category, community, receivedAt }, duty) {
      if (category === null) return null;
      return negativeList.organsOf(category, duty, community, receivedAt)?.map(({ organ }) => organ) ?? null;
    },
    limitRule: (matter, step, atMs) => limits.rulesFor(matter, step, atMs),
    gridOf: code => gridByCode(code) ?? null,
  };
}
