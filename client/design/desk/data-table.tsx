/** A plain table: heading, columns, rows; numbers right. In: columns that say how a row is shown. Wide ones scroll in themselves. */
import type { ReactNode } from 'react';
import { ScrollBox } from './scroll-box.tsx';
import './desk.css';

export interface Column<Row> {
  id: string;
  name: ReactNode;
  cell: (row: Row) => ReactNode;
  isNumber?: boolean;
}

export function DataTable<Row>(props: {
  /** Read out; shown above the table unless `isCaptionHidden`. */
  caption: string;
  isCaptionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  emptyText: string;
}) {
  const { columns, rows } = props;
  return (
    <ScrollBox className="desk-table-scroll" aria-label={props.caption}>
      <table className="desk-table">
        <caption className={props.isCaptionHidden ? 'desk-hidden' : undefined}>{props.caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, name, isNumber }) => (
              <th key={id} scope="col" className={isNumber ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={props.rowKey(row)}>
              {columns.map(({ id, cell, isNumber }) => (
                <td key={id} className={isNumber ? 'number' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{props.emptyText}</td>
            </tr>
          )}
        </tbody>
      </table>
    </ScrollBox>
  );
}
