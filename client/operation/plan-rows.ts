/**
 * What the wall's scene 联合执法 says before the operation begins: who goes where, when, with what, and what is missing. In: the record as
 * walls get it (counts, no names). Out: rows of lists. What the profile does not ask for is 未设定; clashes are none of a wall's business:
 * nobody issues a plan with one.
 */
import type { OperationRecord, OperationSquad } from '../../server/contract/operation.ts';
import type { WallListRow } from '../design/wall-list.tsx';
import type { UnitSlice } from '../patrol/unit-slice.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

type Named = Pick<ProfileNames, 'organShort' | 'timeZone'>;

/** Muster, start, every stop in the order of its time, end. The end always stands: it is in the last of `most` rows. */
export function stepRows(
  operation: OperationRecord,
  most: number,
  { timeZone }: Named,
): { rows: WallListRow[]; left: number } {
  const { muster, startsAt, endsAt, squads } = operation;
  const row = (key: string, name: string, at: number | null): WallListRow => ({
    ...{ key, name, value: at === null ? say('op-wall.no-time') : clockTime(at, timeZone) },
  });
  const stops = squads
    .flatMap(squad => squad.stops.map(stop => ({ squad, stop })))
    .sort((a, b) => (a.stop.plannedAt ?? Number.POSITIVE_INFINITY) - (b.stop.plannedAt ?? Number.POSITIVE_INFINITY));
  const first = [
    ...(muster ? [row('muster', say('op-wall.step.muster', { name: muster.name }), muster.at)] : []),
    row('start', say('op-wall.step.start'), startsAt),
  ];
  const shown = stops.slice(0, Math.max(0, most - first.length - 1));
  return {
    rows: [
      ...first,
      ...shown.map(({ squad, stop }) =>
        row(`${squad.id} ${stop.id}`, say('op-wall.step.stop', { squad: squad.name, stop: stop.name }), stop.plannedAt),
      ),
      row('end', say('op-wall.step.end'), endsAt),
    ].slice(0, most),
    left: stops.length - shown.length,
  };
}

export function squadRows(
  { squads }: OperationRecord,
  units: UnitSlice,
  profile: Named & Pick<ProfileNames, 'unitLook'>,
): WallListRow[] {
  return squads.map(squad => {
    const [stop] = squad.stops;
    const first = stop
      ? say('op-wall.first-stop', {
          name: stop.name,
          time: stop.plannedAt === null ? say('op-wall.no-time') : clockTime(stop.plannedAt, profile.timeZone),
        })
      : say('op-wall.no-stop');
    const vehicles = vehiclesOf(squad, units, profile);
    return {
      key: squad.id,
      name: squad.name,
      value: say('op-wall.people', { n: squad.headcount }),
      remark: [
        vehicles === 0 && squad.mode === 'foot' ? say('op-wall.foot') : say('op-wall.vehicles', { n: vehicles }),
        say('op-wall.stops', { n: squad.stops.length }),
      ].join(' '),
      below: [first, squad.absent > 0 ? say('op-wall.absent', { n: squad.absent }) : ''],
    };
  });
}

/** Plates that carry no device, and vehicles that do. */
export function vehiclesOf(
  { vehicles, units: ids }: OperationSquad,
  units: UnitSlice,
  { unitLook }: Pick<ProfileNames, 'unitLook'>,
): number {
  const driven = ids.filter(id => {
    const unit = units.byId.get(id);
    return unit !== undefined && unitLook(unit).shape === 'vehicle';
  });
  return vehicles.length + driven.length;
}

/** Who leads, who was asked, what they said. */
export function organRows(
  { calls, leadOrgan, assistingOrgans }: OperationRecord,
  { organShort }: Named,
): WallListRow[] {
  return calls.map(call => {
    const role =
      call.lead || call.organ === leadOrgan ? 'lead' : assistingOrgans.includes(call.organ) ? 'assists' : 'called';
    const said = call.countersigned ?? (call.calledAt === null ? 'open' : 'told');
    return {
      key: call.organ,
      name: organShort(call.organ),
      remark: say(`op-wall.organ.${role}`),
      value: say(`op-wall.organ.${said}`),
    };
  });
}

/** Lines of the composition that are not met, who declined, squads that nobody will see; 未设定 last. */
export function gapRows(operation: OperationRecord, { organShort }: Named): WallListRow[] {
  const { composition, calls, squads } = operation;
  const lines = (composition ?? []).filter(({ met }) => !met);
  return [
    ...lines.map(({ id, name, present, required }) => ({ key: id, name, value: `${present} / ${required}` })),
    ...calls
      .filter(({ countersigned }) => countersigned === 'declined')
      .map(({ organ }) => ({ key: organ, name: organShort(organ), value: say('op-wall.organ.declined') })),
    ...squads
      .filter(({ units }) => units.length === 0)
      .map(({ id, name }) => ({
        key: id,
        name: say('op-wall.gap.units', { squad: name }),
        value: say('op-wall.gap.none'),
      })),
    ...(composition === null
      ? [{ key: 'composition', name: say('op-wall.gap.composition-not-set'), value: say('op-wall.gap.not-set') }]
      : []),
  ];
}
