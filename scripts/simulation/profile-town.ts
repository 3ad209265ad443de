/**
 * The town and the words of a profile: the only file of the simulation that knows profile files.
 * In: the folder of a profile. Out: what the simulation and the demonstration data draw from.
 * Expressways are left out: nobody patrols on them, and a way along them would be no way for a person on foot.
 */
import { fileURLToPath } from 'node:url';
import { loadProfile } from '../../geodata/load-profile.ts';
import type { ProfileSettings } from '../../geodata/profile-settings.ts';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { TownOrgans } from './case-moves.ts';
import { type Vocabulary, vocabularyFor } from './incident-vocabulary.ts';
import { type Town, townFrom } from './town.ts';

/** A scoring point of the sanitation index. */
export interface TownPoint {
  code: string;
  name: string;
  venueType: string;
  community: string;
  at: LonLat;
}

export interface ProfileTown {
  town: Town;
  vocabulary: Vocabulary;
  settings: ProfileSettings;
  points: readonly TownPoint[];
  zoneNames: ReadonlyMap<string, string>;
  isOrgan(id: string): boolean;
  organs: TownOrgans;
}

/** `name` is a folder of geodata/profiles. */
export async function profileTown(name: string): Promise<ProfileTown> {
  const profile = await loadProfile(fileURLToPath(new URL(`../../geodata/profiles/${name}`, import.meta.url)));
  const { settings } = profile;
  const town = townFrom({
    centre: settings.centre,
    timeZone: settings.timeZone,
    roads: profile.roads.features
      .filter(({ properties }) => properties.class !== 'expressway')
      .map(({ properties, geometry }) => ({ name: properties.name, line: geometry.coordinates })),
    zones: profile.zones.features.map(({ properties, geometry }) => ({ id: properties.id, ground: geometry })),
    communities: profile.communities.features.map(({ properties, geometry }) => ({ ...properties, ground: geometry })),
    places: [
      ...profile.places.features.flatMap(({ properties: { kind, name: place }, geometry }) => {
        if (kind === 'station') return [{ name: `${place}地铁站`, at: geometry.coordinates }];
        return kind === 'landmark' ? [{ name: place, at: geometry.coordinates }] : [];
      }),
      ...profile.sanitationPoints.features.map(({ geometry }) => ({ name: null, at: geometry.coordinates })),
    ],
  });
  return {
    town,
    vocabulary: vocabularyFor({ categories: profile.negativeList.items, channels: settings.channels }),
    settings,
    points: profile.sanitationPoints.features.map(({ properties, geometry }) => ({
      ...properties,
      at: geometry.coordinates,
    })),
    zoneNames: new Map(profile.zones.features.map(({ properties: { id, name: zone } }) => [id, zone])),
    organs: profile.organs.command as TownOrgans,
    isOrgan: id => profile.organs.organs.some(organ => organ.id === id),
  };
}
