/** The list of joint operations: this month, to come, past. In: who is here, the address. Out: the one that is opened, or the wish to write a new one. */
import { useMemo, useState } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { operationState } from '../../server/contract/operation.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { Button } from '../design/desk/button.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { FilterSelect } from '../design/desk/filter-select.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { VirtualTable } from '../design/desk/virtual-table.tsx';
import type { ChangeValues } from '../desk-frame/use-address-values.ts';
import { useKeys } from '../desk-frame/use-keys.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { LIST_VIEWS, type ListFilter } from './list-view.ts';
import { operationColumns } from './operation-columns.tsx';
import { NEW, type OperationsAddress, type USUAL_OPERATIONS } from './operations-address.ts';
import { useOperations } from './use-operations.ts';

export function OperationList(props: {
  viewer: Viewer;
  address: OperationsAddress;
  change: ChangeValues<keyof typeof USUAL_OPERATIONS>;
}) {
  const { viewer, address, change } = props;
  const profile = useProfile();
  const { operationKinds } = profile.geodata.profile;
  const view = LIST_VIEWS.find(id => id === address.view) ?? 'month';
  const filter = useMemo<ListFilter>(
    () => ({ view, zone: address['of-zone'], kind: address['of-kind'], state: address['of-state'] }),
    [view, address],
  );
  const { rows, problem, more } = useOperations(filter);
  const [at, setAt] = useState<string | null>(null);
  const open = ({ id }: Pick<OperationRecord, 'id'>) => change({ operation: id });
  const columns = operationColumns(profile, open);

  const move = (by: number) => {
    if (!rows || rows.length === 0) return;
    const now = rows.findIndex(({ id }) => id === at);
    const next = now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, now + by));
    setAt(rows[next]?.id ?? null);
  };
  const openMarked = () => {
    const marked = rows?.find(({ id }) => id === at);
    if (marked) open(marked);
  };
  useKeys({
    ...{ j: () => move(1), k: () => move(-1), arrowdown: () => move(1), arrowup: () => move(-1) },
    ...{ enter: openMarked, n: () => change({ operation: NEW }) },
  });

  return (
    <>
      <div className="planning-side-head">
        <div className="operation-list-head">
          <SegmentedFilter
            label={say('operations.view')}
            segments={LIST_VIEWS.map(id => ({ id, name: say(`operations.view.${id}`) }))}
            value={view}
            onChange={id => change({ view: id })}
          />
          <Button kind="primary" keyHint="N" onPress={() => change({ operation: NEW })}>
            {say('operations.new')}
          </Button>
        </div>
        <div className="operation-filters">
          {viewer.scope.zone === undefined && (
            <FilterSelect
              label={say('operation.zone')}
              all={say('operations.zone.all')}
              value={address['of-zone']}
              options={profile.geodata.zones.features.map(({ properties: { id, name } }) => ({ id, name }))}
              onChange={zone => change({ 'of-zone': zone })}
            />
          )}
          <FilterSelect
            label={say('operations.kind')}
            all={say('operations.kind.all')}
            value={address['of-kind']}
            options={operationKinds}
            onChange={kind => change({ 'of-kind': kind })}
          />
          <FilterSelect
            label={say('operations.state')}
            all={say('operations.state.all')}
            value={address['of-state']}
            options={operationState.options.map(id => ({ id, name: say(`operation.state.${id}`) }))}
            onChange={state => change({ 'of-state': state })}
          />
        </div>
      </div>
      {problem && (
        <Notice urgent role="alert">
          {problem}
        </Notice>
      )}
      {rows && rows.length > 0 ? (
        <div className="planning-side-list operation-list">
          <VirtualTable
            label={say('operations.list')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            selected={at}
            onChoose={open}
            isFaint={({ state }) => state === 'cancelled'}
          />
        </div>
      ) : (
        <EmptyState text={say(rows ? `operations.none.${view}` : 'page.loading')} />
      )}
      {view === 'past' && more && (
        <Button small onPress={more}>
          {say('operations.more')}
        </Button>
      )}
    </>
  );
}
