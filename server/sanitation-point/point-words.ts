/** What people call things of the sanitation index, for sheets. In: the profile. Out: names by id; an unknown id is its own name. */
import type { ProfileData } from '../../geodata/load-profile.ts';
import type { IndexBy } from '../contract/sanitation-index.ts';
import type { PointState } from '../contract/scoring-point.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import type { PointRegister } from './point-register.ts';

export interface PointWords {
  venueType(id: string): string;
  community(code: string): string;
  zone(id: string): string;
  grid(code: string): string;
  state(state: PointState): string;
  /** A group of the index. */
  group(by: IndexBy, key: string): string;
}

const STATES: Record<PointState, string> = {
  clean: '未扣分',
  deducted: '已扣分',
  repeat: '重复扣分',
  bulletined: '已通报',
};

export function pointWords(
  { settings }: Pick<ProfileData, 'settings'>,
  names: Pick<ProfileNames, 'community' | 'zone' | 'grid'>,
  register: PointRegister,
): PointWords {
  const venues = new Map<string, string>(settings.sanitationIndex?.venueTypes.map(({ id, name }) => [id, name]));
  const venueType = (id: string) => venues.get(id) ?? id;
  const { community, zone, grid } = names;
  const point = (code: string) => register.get(code)?.name ?? code;
  const itself = (key: string) => key;
  const groups: Record<IndexBy, (key: string) => string> = {
    ...{ all: itself, role: itself, point, community, zone, venueType, grid },
  };
  return { venueType, community, zone, grid, state: state => STATES[state], group: (by, key) => groups[by](key) };
}
