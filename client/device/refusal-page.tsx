/** 拒收: what was not taken since the start of the server, by sender and cause, the most frequent first. */
import { useMemo } from 'react';
import type { RefusalCount } from '../../server/contract/device.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { type VirtualColumn, VirtualTable } from '../design/desk/virtual-table.tsx';
import { DeskPage } from '../design/desk-page.tsx';
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
    <DeskPage
      className="full-height device-page"
      title={say('admin.section.refusals')}
      controls={
        <>
          <TextField
            label={say('refused.search')}
            isLabelHidden
            type="search"
            value={address.q}
            onChange={q => change({ q }, 'replace')}
            placeholder={say('refused.search')}
            className="desk-search"
          />
          <Select
            label={say('refused.cause')}
            isLabelHidden
            options={[
              { id: '', name: say('refused.any-cause') },
              ...causes.map(id => ({ id: id as string, name: causeName(id) })),
            ]}
            value={address.cause}
            onChange={cause => change({ cause })}
          />
        </>
      }
      aside={
        <span role="status">
          {value && say('refused.total', { n: countText(total) })} · {say('device.since-start')}
        </span>
      }
    >
      {problem && <Notice urgent>{problem}</Notice>}
      {rows.length === 0 ? (
        <EmptyState text={value === null ? say('page.loading') : say('refused.none')} />
      ) : (
        <VirtualTable
          label={say('admin.section.refusals')}
          columns={columns}
          rows={rows}
          rowKey={({ source, sender, cause }) => `${source} ${sender} ${cause}`}
        />
      )}
    </DeskPage>
  );
}

const NONE: readonly RefusalCount[] = [];
