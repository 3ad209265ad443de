/**
 * A table of any length: only the rows near the window exist. In: columns with their share of the width, rows, how high a row is at
 * least. Out: what the cells do. It fills the height it is given and scrolls in itself, by keyboard too; a row is as high as its text.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { ScrollBox } from './scroll-box.tsx';
import './desk.css';
import './virtual-table.css';

export interface VirtualColumn<Row> {
  id: string;
  name: ReactNode;
  /** A track of a CSS grid: `120px`, `minmax(160px, 2fr)`. */
  width: string;
  cell: (row: Row) => ReactNode;
  isNumber?: boolean;
}

const ROW_PX = 40;
const ROWS_BEYOND = 10;

export function VirtualTable<Row>(props: {
  /** Read out. */
  label: string;
  columns: readonly VirtualColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Marked as what is looked at, and brought into sight when it changes. */
  selected?: string | null;
  /** A press anywhere in a row; what else can be pressed in it keeps its own meaning. */
  onChoose?: (row: Row) => void;
  /** Drawn weaker: off duty, retired. */
  isFaint?: (row: Row) => boolean;
}) {
  const { columns, rows, rowKey } = props;
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: ROWS_BEYOND,
    getItemKey: i => rowKey(rows[i]!),
  });
  const { selected = null, onChoose } = props;
  // An event of its own: rows that come later do not move the list under the hand.
  const bringIntoSight = useEffectEvent((key: string | null) => {
    const at = key === null ? -1 : rows.findIndex(row => rowKey(row) === key);
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  });
  useEffect(() => bringIntoSight(selected), [selected]);
  // The browser glides to an end that moves away as rows show how high they are, and stops short of it.
  const jump = (event: KeyboardEvent) => {
    if (event.target !== scroller.current || (event.key !== 'Home' && event.key !== 'End')) return;
    event.preventDefault();
    if (event.key === 'Home') virtual.scrollToIndex(0, { align: 'start' });
    else virtual.scrollToIndex(rows.length - 1, { align: 'end' });
  };
  const gridTemplateColumns = columns.map(({ width }) => width).join(' ');
  return (
    <ScrollBox
      ref={scroller}
      className="virtual-scroll"
      data-choosing={onChoose !== undefined}
      aria-label={props.label}
      onKeyDown={jump}
    >
      <table className="virtual-table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1} style={{ gridTemplateColumns }}>
            {columns.map(({ id, name, isNumber }) => (
              <th key={id} scope="col" className={isNumber ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index]!;
            return (
              <tr
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                data-faint={props.isFaint?.(row) || undefined}
                data-selected={selected === key || undefined}
                aria-current={selected === key || undefined}
                onClick={
                  onChoose &&
                  (event => {
                    if (!(event.target as Element).closest('a, button, input, label')) onChoose(row);
                  })
                }
                aria-rowindex={index + 2}
                style={{ gridTemplateColumns, transform: `translateY(${start}px)` }}
              >
                {columns.map(({ id, cell, isNumber }) => (
                  <td key={id} className={isNumber ? 'number' : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
