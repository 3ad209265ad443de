/** One line about each thing of the map: for the tip under the pointer and for the list of what coincides. */
import type { UnitRecord } from '../../server/contract/unit.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { type PointSlice, pointStateOf } from '../sanitation-point/point-slice.ts';
import { ageText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { MapThing } from './things-at.ts';

export function thingKey(thing: MapThing): string {
  switch (thing.kind) {
    case 'incident':
      return thing.incident.id;
    case 'unit':
      return `unit ${thing.unit.id}`;
    case 'point':
      return thing.code;
  }
}

export function thingName(thing: MapThing, profile: ProfileNames): string {
  switch (thing.kind) {
    case 'incident':
      return profile.category(thing.incident.category);
    case 'unit':
      return thing.unit.callSign;
    case 'point':
      return thing.name;
  }
}

export function thingDetail(thing: MapThing, profile: ProfileNames, points: PointSlice): string {
  switch (thing.kind) {
    case 'incident': {
      const { incident } = thing;
      return `${profile.place(incident)} · ${say(`incident.state.${incident.state}`)}`;
    }
    case 'unit': {
      const unitClass = profile.geodata.profile.unitClasses.find(c => c.id === thing.unit.unitClass);
      const seen = say('units.ago', { age: ageText(thing.fixAgeMs) });
      return [unitClass?.name ?? thing.unit.unitClass, seen, ...groundWords(thing.unit, profile)].join(' · ');
    }
    case 'point':
      return `${thing.code} · ${say(`point.state.${pointStateOf(points, thing.code)}`)}`;
  }
}

/** None where the server does not know, and for who is off duty: nobody follows them then [P-53]. */
function groundWords({ onDuty, ground }: UnitRecord, profile: ProfileNames): string[] {
  if (!onDuty || !ground) return [];
  const { community, away } = ground;
  const where =
    community === null ? say('ground.outside') : say('ground.in', { community: profile.community(community) });
  return away ? [where, say('ground.away')] : [where];
}
