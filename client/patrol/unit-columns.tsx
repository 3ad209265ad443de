/** The columns of 力量. In: names, shifts, what presses do. Out: columns; `setDuty` null = who looks may not sign on or off. */
import type { IncidentId, UnitId } from '../../server/contract/ids.ts';
import { Button } from '../design/desk/button.tsx';
import type { VirtualColumn } from '../design/desk/virtual-table.tsx';
import type { ProfileNames } from '../profile/profile-names.ts';
import { type UnitShifts, unitShiftText } from '../shift/unit-shift.ts';
import { say } from '../wording/wording.ts';
import { isAway, type UnitRow } from './unit-rows.ts';
import { freshnessText, groundText, taskText } from './unit-words.ts';
import type { SetDuty } from './use-set-duty.ts';

export function unitColumns(parts: {
  profile: ProfileNames;
  onUnit: (id: UnitId) => void;
  onIncident: (id: IncidentId) => void;
  shifts: UnitShifts;
  setDuty: SetDuty | null;
}): VirtualColumn<UnitRow>[] {
  const { profile, onUnit, onIncident, shifts, setDuty } = parts;
  const none = say('value.unknown');
  return [
    {
      id: 'unit',
      name: say('unit.call-sign'),
      width: 'minmax(84px, 0.8fr)',
      cell: ({ unit, helpSince }) => (
        <>
          <Button
            kind="plain"
            small
            label={say('unit.show-on-map', { unit: unit.callSign })}
            onPress={() => onUnit(unit.id)}
          >
            {unit.callSign}
          </Button>
          {helpSince !== null && <b className="unit-flag">{say('unit.state.help')}</b>}
        </>
      ),
    },
    {
      id: 'class',
      name: say('unit.class-and-organ'),
      width: 'minmax(170px, 1.6fr)',
      cell: ({ unit }) => (
        <>
          {profile.unitClassName(unit.unitClass)}
          {unit.organ !== null && <small>{profile.organ(unit.organ)}</small>}
        </>
      ),
    },
    {
      id: 'fix',
      name: say('unit.fix'),
      width: 'minmax(130px, 1fr)',
      cell: row => (
        <span className="unit-fix" data-freshness={row.seen?.freshness ?? 'never'}>
          {freshnessText(row)}
        </span>
      ),
    },
    {
      id: 'ground',
      name: say('unit.where'),
      width: 'minmax(150px, 1.3fr)',
      cell: row => (
        <>
          {groundText(row, profile) ?? none}
          {isAway(row.unit) && <b className="unit-flag">{say('unit.away')}</b>}
        </>
      ),
    },
    {
      id: 'home',
      name: say('unit.covers'),
      width: 'minmax(130px, 1.2fr)',
      cell: ({ unit }) =>
        unit.community !== null
          ? profile.community(unit.community)
          : unit.homeZone === null
            ? none
            : profile.zone(unit.homeZone),
    },
    {
      id: 'task',
      name: say('unit.task'),
      width: 'minmax(150px, 1.4fr)',
      cell: row =>
        row.work ? (
          <Button kind="plain" small onPress={() => onIncident(row.work!.incident.id)}>
            {taskText(row)} · {profile.category(row.work.incident.category)}
          </Button>
        ) : row.unit.onDuty ? (
          taskText(row)
        ) : (
          none
        ),
    },
    {
      id: 'shift',
      name: say('shift'),
      width: 'minmax(84px, 0.8fr)',
      cell: ({ unit }) => {
        const shift = shifts.of(unit);
        return (
          <>
            {unitShiftText(shift)}
            {shift.name === 'on' && shift.isAbsent && <b className="unit-flag">{say('shift.unit.absent')}</b>}
          </>
        );
      },
    },
    {
      id: 'duty',
      name: say('unit.duty'),
      width: 'minmax(96px, 0.8fr)',
      cell: ({ unit }) => say(unit.onDuty ? 'unit.on-duty' : 'unit.off-duty'),
    },
    ...(setDuty
      ? [
          {
            id: 'set-duty',
            name: <span className="desk-hidden">{say('unit.set-duty')}</span>,
            width: '64px',
            cell: ({ unit }: UnitRow) => (
              <Button
                small
                className="unit-set-duty"
                label={say(unit.onDuty ? 'unit.sign-off-of' : 'unit.sign-on-of', { unit: unit.callSign })}
                whyNot={setDuty.block}
                isPending={setDuty.busy === unit.id}
                onPress={() => setDuty.set(unit, !unit.onDuty)}
              >
                {say(unit.onDuty ? 'unit.sign-off' : 'unit.sign-on')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}
