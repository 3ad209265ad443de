/**
 * 负面清单: what is forbidden or must be put right, and which organs look for it, urge, revisit and punish. Grouped as it is printed,
 * drawn only where it is looked at. What the paper does not say stands as 未设定, quietly, and is never left blank.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { DutyOrgan, NegativeListItem } from '../../server/contract/negative-list.ts';
import { Button } from '../design/desk/button.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { ScrollBox } from '../design/desk/scroll-box.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { DeskPage, ExportLink } from '../design/desk-page.tsx';
import { LevelIcon } from '../incident/level-icon.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { ImportDialog } from './import-dialog.tsx';
import { DUTIES, type ListRow, listRows } from './list-rows.ts';
import { useNegativeList } from './use-negative-list.ts';
import './negative-list.css';

const ROW_PX = { class: 40, sub: 32, item: 76 } as const;
const OVERSCAN = 8;

export function NegativeListPage() {
  const known = useNegativeList();
  const profile = useProfile();
  const isAdmin = useWall(state => state.viewer?.role === 'admin');
  const [search, setSearch] = useState('');
  const [isImporting, setImporting] = useState(false);
  const items = known?.list.items;
  const rows = useMemo(() => (items ? listRows(items, search, profile.organ) : []), [items, search, profile]);
  const shown = rows.filter(row => row.kind === 'item').length;
  return (
    <DeskPage
      className="negative-list"
      title={say('list.title')}
      controls={
        <TextField
          label={say('list.search')}
          isLabelHidden
          type="search"
          value={search}
          onChange={setSearch}
          placeholder={say('list.search.placeholder')}
          className="list-search"
        />
      }
      aside={
        <>
          {known && (
            <>
              <span>
                {say('list.version', { n: known.list.version })} · {say(`list.status.${known.list.status}`)} ·{' '}
                {say('list.effective', { date: fullDate(known.list.effectiveFrom, profile.timeZone) })}
              </span>
              <span role="status">{say('list.count', { n: shown })}</span>
            </>
          )}
          <ExportLink href="/api/v1/negative-list.xlsx">{say('page.export.xlsx')}</ExportLink>
          {isAdmin && (
            <Button small onPress={() => setImporting(true)}>
              {say('list.import')}
            </Button>
          )}
        </>
      }
    >
      {!known && <EmptyState text={say('page.loading')} />}
      {known && rows.length === 0 && <EmptyState text={say('list.none')} />}
      {rows.length > 0 && <ListTable rows={rows} />}
      {isAdmin && <ImportDialog isOpen={isImporting} onClose={() => setImporting(false)} />}
    </DeskPage>
  );
}

function ListTable({ rows }: { rows: readonly ListRow[] }) {
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: i => ROW_PX[rows[i]!.kind],
    overscan: OVERSCAN,
  });
  return (
    <ScrollBox ref={scroller} className="list-scroll" aria-label={say('list.title')}>
      <table className="list-table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr className="list-row" aria-rowindex={1}>
            <th scope="col">{say('list.number')}</th>
            <th scope="col">{say('list.event')}</th>
            <th scope="col">{say('list.grading')}</th>
            {DUTIES.map(duty => (
              <th key={duty} scope="col">
                {say(`list.duty.${duty}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => (
            <tr
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              className={`list-row ${rows[index]!.kind}`}
              style={{ transform: `translateY(${start}px)` }}
            >
              <RowCells row={rows[index]!} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function RowCells({ row }: { row: ListRow }) {
  if (row.kind === 'item') return <ItemCells item={row.item} />;
  return (
    <th scope="rowgroup" colSpan={7}>
      {row.name} {row.kind === 'class' && <small>{row.count}</small>}
    </th>
  );
}

function ItemCells({ item }: { item: NegativeListItem }) {
  const { grade } = useProfile();
  return (
    <>
      <td className="list-number">{item.number}</td>
      <td className="list-event">
        <b>{item.name}</b>
        {item.text === null ? <NotSet /> : <span className="list-text">{item.text}</span>}
        <small>
          {item.code === null ? say('list.no-code') : say('list.code', { code: item.code })} · {item.source}
        </small>
      </td>
      <td className="list-grading">
        <LevelIcon level={item.level} size="18px" />
        {item.grade === null ? <NotSet /> : grade(item.grade)}
      </td>
      {DUTIES.map(duty => (
        <td key={duty} className="list-duty">
          <Organs organs={item[duty]} />
        </td>
      ))}
    </>
  );
}

function Organs({ organs }: { organs: readonly DutyOrgan[] | null }) {
  const { organShort } = useProfile();
  if (organs === null) return <NotSet />;
  if (organs.length === 0) return <span className="list-nobody">{say('list.nobody')}</span>;
  return organs.map(({ organ, via }) => (
    <span key={organ}>
      {organShort(organ)}
      {via && <small>{say('organ.via', { via: organShort(via) })}</small>}
    </span>
  ));
}

function NotSet() {
  return <span className="list-not-set">{say('value.not-set')}</span>;
}
