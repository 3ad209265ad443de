/** 拒收: what was not taken since the start of the server, by sender and cause, the most frequent first. */
import { useMemo } from 'react';
import type { RefusalCount } from '../../server/contract/device.ts';
import { FilterSelect } from '../design/desk/filter-select.tsx';
import type { VirtualColumn } from '../design/desk/virtual-table.tsx';
import { ListPage, searchIn } from '../design/list-page.tsx';
import { useAddressValues } from '../desk-frame/use-address-values.ts';
import { useWall } from '../store/use-store.ts';
import { countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { causeName, senderName, sourceName } from './device-words.ts';
import { useRefusals } from './use-devices.ts';
import './device.css';

const USUAL = { q: '', cause: '' };

export function RefusalPage() {
  const { value, problem } = useRefusals();
  const units = useWall(state => state.units);
  const [address, change] = useAddressValues(USUAL);
  const all = value ?? NONE;
  const callSign = (sender: string) => units.byId.get(sender as never)?.callSign ?? null;
  const rows = useMemo(() => {
    const q = address.q.trim().toLowerCase();
    return all
      .filter(({ cause }) => address.cause === '' || cause === address.cause)
      .filter(({ sender }) =>
        `${senderName(sender)} ${units.byId.get(sender as never)?.callSign ?? ''}`.toLowerCase().includes(q),
      )
      .sort((a, b) => b.count - a.count);
  }, [all, address, units]);
  const causes = useMemo(() => [...new Set(all.map(({ cause }) => cause))], [all]);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const columns: VirtualColumn<RefusalCount>[] = [
    {
      id: 'sender',
      name: say('refused.sender'),
      width: 'minmax(200px, 1.6fr)',
      cell: ({ sender }) => (
        <>
          {callSign(sender) ?? senderName(sender)}
          {callSign(sender) !== null && <small>{sender}</small>}
        </>
      ),
    },
    { id: 'cause', name: say('refused.cause'), width: 'minmax(180px, 1.6fr)', cell: ({ cause }) => causeName(cause) },
    { id: 'source', name: say('device.source'), width: 'minmax(140px, 1fr)', cell: ({ source }) => sourceName(source) },
    { id: 'count', name: say('refused.count'), width: '110px', isNumber: true, cell: ({ count }) => countText(count) },
  ];
  return (
    <ListPage
      title={say('admin.section.refusals')}
      search={searchIn(address.q, change, say('refused.search'))}
      choices={
        <FilterSelect
          label={say('refused.cause')}
          all={say('refused.any-cause')}
          options={causes.map(id => ({ id, name: causeName(id) }))}
          value={address.cause}
          onChange={cause => change({ cause })}
        />
      }
      status={value && `${say('refused.total', { n: countText(total) })} · ${say('device.since-start')}`}
      problem={problem}
      columns={columns}
      rows={value && rows}
      rowKey={({ source, sender, cause }) => `${source} ${sender} ${cause}`}
      emptyText={say('refused.none')}
    />
  );
}

const NONE: readonly RefusalCount[] = [];
