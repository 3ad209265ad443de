/** Columns of the list of operations. In: names of the profile. Out: cells. */
import type { OperationRecord } from '../../server/contract/operation.ts';
import type { VirtualColumn } from '../design/desk/virtual-table.tsx';
import type { ProfileNames } from '../profile/profile-names.ts';
import { clockTime, dateWithWeekday } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { kindName, zoneName } from './operation-text.ts';

export function operationColumns(
  profile: ProfileNames,
  onOpen: (operation: OperationRecord) => void,
): VirtualColumn<OperationRecord>[] {
  const { timeZone } = profile;
  return [
    {
      id: 'time',
      name: say('operations.column.time'),
      width: '92px',
      cell: ({ startsAt, endsAt }) => (
        <>
          {dateWithWeekday(startsAt, timeZone)}
          <small>
            {clockTime(startsAt, timeZone)}–{clockTime(endsAt, timeZone)}
          </small>
        </>
      ),
    },
    {
      id: 'title',
      name: say('operations.column.title'),
      width: 'minmax(150px, 1fr)',
      cell: operation => (
        <>
          <button type="button" className="operation-name" onClick={() => onOpen(operation)}>
            {operation.title}
          </button>
          <small>
            {kindName(operation.kind, profile)} · {operation.id}
          </small>
        </>
      ),
    },
    {
      id: 'zone',
      name: say('operation.zone'),
      width: '96px',
      cell: ({ zone, leadOrgan }) => (
        <>
          {zoneName(zone, profile)}
          <small>{leadOrgan === null ? say('value.not-set') : profile.organShort(leadOrgan)}</small>
        </>
      ),
    },
    {
      id: 'parts',
      name: say('operations.column.parts'),
      width: '76px',
      isNumber: true,
      cell: ({ targets, squads }) => `${targets.length} / ${squads.length}`,
    },
    {
      id: 'state',
      name: say('operations.state'),
      width: '76px',
      cell: ({ state }) => <span data-state={state}>{say(`operation.state.${state}`)}</span>,
    },
  ];
}
