/**
 * Finds doubled ids and references that lead nowhere: grid -> community -> zone, point -> grid and community.
 * In: a profile already typed. Out: one line per fault, file first; an empty list when all is well.
 */
import { emergencyFaults } from './emergency-settings.ts';
import type { ProfileData } from './load-profile.ts';
import { negativeListFaults } from './negative-list-file.ts';
import { operationKindFaults } from './operation-kinds.ts';
import { organFaults } from './organs-file.ts';
import { sanitationIndexFault } from './sanitation-index-settings.ts';
import { shiftFault } from './shift-plan.ts';
import { timeLimitFaults } from './time-limits-file.ts';

export function referenceFaults(data: ProfileData): string[] {
  const faults: string[] = [
    ...organFaults(data.organs),
    ...groupFaults(data),
    ...negativeListFaults(data.negativeList, data.organs),
    ...timeLimitFaults(data.timeLimits, data),
    ...shiftFaults(data),
    ...sanitationIndexFaults(data),
    ...emergencySettingsFaults(data),
    ...operationKindFaults(data.settings.operationKinds, id => data.organs.organs.some(organ => organ.id === id)),
  ];
  const report = (file: string, i: number, id: string, reason: string) =>
    faults.push(`${file}.geojson: feature ${i} (${id}): ${reason}`);

  const unique = (file: string, ids: readonly string[]): Map<string, number> => {
    const first = new Map<string, number>();
    ids.forEach((id, i) => {
      const before = first.get(id);
      if (before === undefined) first.set(id, i);
      else report(file, i, id, `same id as feature ${before}`);
    });
    return first;
  };
  const zones = unique(
    'zones',
    data.zones.features.map(zone => zone.properties.id),
  );
  const communities = unique(
    'communities',
    data.communities.features.map(community => community.properties.code),
  );
  const grids = unique(
    'grids',
    data.grids.features.map(grid => grid.properties.code),
  );
  unique(
    'sanitation-points',
    data.sanitationPoints.features.map(point => point.properties.code),
  );

  const communityOf = (code: string) => data.communities.features[communities.get(code) ?? -1]?.properties;

  data.communities.features.forEach(({ properties }, i) => {
    const zone = data.zones.features[zones.get(properties.zone) ?? -1]?.properties;
    if (!zone) report('communities', i, properties.code, `unknown zone ${properties.zone}`);
    else if (!zone.communities.includes(properties.code)) {
      report('communities', i, properties.code, `zone ${zone.id} does not list it`);
    }
  });
  const listedIn = new Map<string, string>();
  data.zones.features.forEach(({ properties }, i) => {
    for (const code of properties.communities) {
      if (!communities.has(code)) report('zones', i, properties.id, `unknown community ${code}`);
      if (listedIn.has(code))
        report('zones', i, properties.id, `community ${code} is already in ${listedIn.get(code)}`);
      listedIn.set(code, properties.id);
    }
  });
  data.grids.features.forEach(({ properties }, i) => {
    const community = communityOf(properties.community);
    if (!community) report('grids', i, properties.code, `unknown community ${properties.community}`);
    else if (community.zone !== properties.zone) {
      report('grids', i, properties.code, `zone ${properties.zone}, but its community lies in ${community.zone}`);
    }
    if (!properties.code.startsWith(properties.community)) {
      report('grids', i, properties.code, `code does not begin with its community ${properties.community}`);
    }
  });
  data.sanitationPoints.features.forEach(({ properties }, i) => {
    const grid = data.grids.features[grids.get(properties.grid) ?? -1]?.properties;
    if (!communities.has(properties.community)) {
      report('sanitation-points', i, properties.code, `unknown community ${properties.community}`);
    }
    if (!grid) report('sanitation-points', i, properties.code, `unknown grid ${properties.grid}`);
    else if (grid.community !== properties.community) {
      report('sanitation-points', i, properties.code, `grid ${grid.code} is not in community ${properties.community}`);
    }
  });
  return faults;
}

/** The function group of a group of categories exists. */
function groupFaults({ settings, organs }: ProfileData): string[] {
  const bodies = new Set(organs.bodies.map(({ id }) => id));
  return settings.groups
    .filter(({ body }) => body !== null && !bodies.has(body))
    .map(({ id, body }) => `profile.json: groups (${id}): there is no body ${body} in organs.json`);
}

function shiftFaults({ settings, zones }: ProfileData): string[] {
  const shifts = settings.shifts?.shifts ?? [];
  const fault = shiftFault(shifts, id => zones.features.some(({ properties }) => properties.id === id));
  return fault ? [`profile.json: shifts[${fault.row}] (${shifts[fault.row]?.id}): ${fault.field}: ${fault.en}`] : [];
}

function sanitationIndexFaults({ settings, organs }: ProfileData): string[] {
  if (settings.sanitationIndex === null) return [];
  const fault = sanitationIndexFault(settings.sanitationIndex, id => organs.organs.some(organ => organ.id === id));
  return fault === null ? [] : [`profile.json: sanitationIndex.${fault}`];
}

function emergencySettingsFaults({ settings, negativeList }: ProfileData): string[] {
  if (settings.emergency === null) return [];
  return emergencyFaults(settings.emergency, id => negativeList.items.some(item => item.id === id));
}
