/** The rows of a grouping, in the order of any column; open and overdue lead to the list they count. */
import { useMemo, useState } from 'react';
import type { KpiAnswer, KpiRow } from '../../server/contract/kpi.ts';
import { withQuery } from '../connection/ask-server.ts';
import { ScrollBox } from '../design/desk/scroll-box.tsx';
import { PageLink } from '../design/page-link.tsx';
import { type ProfileNames, useProfile } from '../profile/profile-names.ts';
import { countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { COUNTS, type KpiColumn, RATES, rateText, sortedRows } from './kpi-text.ts';

/** Columns in which small is bad: a press shows the worst first. */
const WORST_IS_LOW: ReadonlySet<KpiColumn> = new Set(['closed', 'onTime', 'acceptOnTime', 'revisitPass']);
const COLUMNS: readonly KpiColumn[] = [...COUNTS, ...RATES];

export function KpiTable({ by, rows, total }: { by: KpiAnswer['by']; rows: readonly KpiRow[]; total: KpiRow }) {
  const profile = useProfile();
  const [order, setOrder] = useState<{ by: KpiColumn; ascending: boolean }>({ by: 'overdue', ascending: false });
  const sorted = useMemo(() => sortedRows(rows, order.by, order.ascending), [rows, order]);
  return (
    <ScrollBox className="desk-table-scroll" aria-label={say('kpi.table')}>
      <table className="desk-table kpi-table">
        <caption className="desk-hidden">{say('kpi.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{say(`kpi.by.${by}`)}</th>
            {COLUMNS.map(column => (
              <th
                key={column}
                scope="col"
                className="number"
                aria-sort={order.by === column ? (order.ascending ? 'ascending' : 'descending') : 'none'}
              >
                <button
                  type="button"
                  onClick={() =>
                    setOrder(
                      order.by === column
                        ? { by: column, ascending: !order.ascending }
                        : { by: column, ascending: WORST_IS_LOW.has(column) },
                    )
                  }
                >
                  {say(`kpi.${column}`)}
                  <span aria-hidden="true">{order.by === column ? (order.ascending ? ' ↑' : ' ↓') : ''}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map(row => (
            <Row key={row.key} row={row} name={nameOf(by, row.key, profile)} by={by} />
          ))}
          {sorted.length === 0 && (
            <tr>
              <td colSpan={COLUMNS.length + 1}>{say('kpi.none')}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <Row row={total} name={say('kpi.total')} by="all" />
        </tfoot>
      </table>
    </ScrollBox>
  );
}

function Row({ row, name, by }: { row: KpiRow; name: string; by: KpiAnswer['by'] }) {
  const list = (view: 'open' | 'overdue', count: number) =>
    // The queue has no filter for grids.
    by === 'grid' || count === 0 ? (
      countText(count)
    ) : (
      <PageLink href={withQuery('', { view, ...(by === 'all' ? {} : { [by]: row.key }) })}>{countText(count)}</PageLink>
    );
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">{countText(row.received)}</td>
      <td className="number">{list('open', row.open)}</td>
      <td className="number">{list('overdue', row.overdue)}</td>
      {RATES.map(id => (
        <td key={id} className="number">
          {rateText(row[id])}
          <small>{row[id].denominator > 0 && `${row[id].numerator}/${row[id].denominator}`}</small>
        </td>
      ))}
    </tr>
  );
}

function nameOf(by: KpiAnswer['by'], key: string | null, profile: ProfileNames): string {
  if (key === null) return say('kpi.total');
  switch (by) {
    case 'organ':
      return profile.organ(key);
    case 'grid':
      return profile.grid(key);
    case 'community':
      return profile.community(key);
    case 'zone':
      return profile.zone(key);
    case 'all':
      return key;
  }
}
