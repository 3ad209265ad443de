/**
 * The organs of the jurisdiction (部门) and who of them leads, coordinates or stands above whom.
 * In: organs.json and the communities. Out: questions other parts ask by id.
 * An organ that exists once a community is made concrete here: `community-station:440306017001` is 宝民社区工作站. It shares tier,
 * bodies and way with the one it stands for; the general id is good in rules and lists, never as an acting organ.
 */
import type { z } from 'zod';
import type { OrgansFile } from '../../geodata/organs-file.ts';
import type { OrganId } from '../contract/ids.ts';
import type { commandOrgans, coordinationBody, Organ, OrganTier } from '../contract/organ.ts';

type Body = z.infer<typeof coordinationBody>;
type Command = z.infer<typeof commandOrgans>;

/**
 * Why this organ leads. `only`: it is the only one. `body-lead`: all are of one body, which it leads; it may be none of those named.
 * `across-bodies`: of several bodies, and the profile says who then leads. `first-named`: the profile does not say, 未设定.
 */
export type LeadRule = 'only' | 'body-lead' | 'across-bodies' | 'first-named';

export interface Organs {
  /** In the profile's order; concrete organs follow the one that stands for them (`perCommunity`). */
  all: readonly Organ[];
  bodies: readonly Body[];
  command: Command;
  controlCentre: OrganId;
  get(id: string): Organ | undefined;
  exists(id: string): boolean;
  /** What people call it; the id itself when there is no such organ. */
  name(id: string): string;
  /** True when `a` stands exactly one tier above `b`: community < street = posted < district < city. */
  tierAbove(a: string, b: string): boolean;
  /** Street office that coordinates it; null = reached directly, or unknown. */
  via(id: string): OrganId | null;
  /** Bodies it is a member of, in the profile's order. */
  bodyOf(id: string): readonly Body[];
  /** Who leads when these handle one matter. Throws on an empty list. */
  leadOf(ids: readonly OrganId[]): { lead: OrganId; rule: LeadRule };
  /** The organ of that community when `id` is one a community; any other id as it is. Null = which community is not known. */
  concrete(id: OrganId, community: string | null): OrganId | null;
}

/** Posted bodies work beside the street, not above it. */
const STEP: Record<OrganTier, number> = { community: 0, street: 1, posted: 1, district: 2, city: 3 };

export function organsOf(file: OrgansFile, communities: readonly { code: string; name: string }[]): Organs {
  // The contract's types: whoever changes one of the two schemas is told here.
  const { organs, bodies, command }: { organs: Organ[]; bodies: Body[]; command: Command } = file;
  const all = organs.flatMap(organ =>
    organ.perCommunity ? [organ, ...communities.map(community => stationOf(organ, community))] : [organ],
  );
  const byId = new Map<string, Organ>(all.map(organ => [organ.id, organ]));
  const bodyOf = (id: string) => bodies.filter(({ members }) => members.some(member => member === generalId(id)));

  return {
    all,
    bodies,
    command,
    controlCentre: command.controlCentre,
    get: id => byId.get(id),
    exists: id => byId.has(id),
    name: id => byId.get(id)?.name ?? id,
    tierAbove(a, b) {
      const [upper, lower] = [byId.get(a), byId.get(b)];
      return upper !== undefined && lower !== undefined && STEP[upper.tier] === STEP[lower.tier] + 1;
    },
    via: id => byId.get(id)?.via ?? null,
    bodyOf,
    leadOf(ids) {
      const [first, ...others] = ids;
      if (first === undefined) throw new Error('Nobody can lead when no organ is named.');
      if (others.every(id => id === first)) return { lead: first, rule: 'only' };
      const shared = bodyOf(first).filter(body => others.every(id => bodyOf(id).includes(body)));
      // Several bodies hold them all (two stations sit in six): only the one whose lead was named can be meant.
      const meant = shared.length === 1 ? shared[0] : shared.find(({ lead }) => ids.includes(lead));
      if (meant) return { lead: meant.lead, rule: 'body-lead' };
      if (shared.length === 0 && command.acrossBodies !== null)
        return { lead: command.acrossBodies, rule: 'across-bodies' };
      return { lead: first, rule: 'first-named' };
    },
    concrete(id, community) {
      if (byId.get(id)?.perCommunity !== true) return id;
      const concrete = `${id}:${community}` as OrganId;
      return byId.has(concrete) ? concrete : null;
    },
  };
}

function stationOf(organ: Organ, { code, name }: { code: string; name: string }): Organ {
  const place = name.replace(/社区$/, '');
  return {
    ...organ,
    id: `${organ.id}:${code}` as OrganId,
    // 宝民社区 + 社区工作站 would say 社区 twice.
    name: `${place}${organ.name.startsWith('社区') ? '' : '社区'}${organ.name}`,
    shortName: `${place}${organ.shortName}`.slice(0, 8),
    perCommunity: false,
  };
}

function generalId(id: string): string {
  return id.split(':', 1)[0]!;
}
