/**
 * A page of the desk that is one long list: what narrows it, how many there are and what can be done stand in a head that stays, the
 * list scrolls below. In: rows; null = not there yet. Out: while there is none, the sentence that says why.
 */
import type { ReactNode } from 'react';
import { say } from '../wording/wording.ts';
import { EmptyState } from './desk/empty-state.tsx';
import { Notice } from './desk/notice.tsx';
import { TextField } from './desk/text-field.tsx';
import { type VirtualColumn, VirtualTable } from './desk/virtual-table.tsx';
import { DeskPage } from './desk-page.tsx';

interface Search {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
}

/** The search of a page that has its words in the address, as `q`. */
export function searchIn(
  q: string,
  change: (values: { q: string }, how: 'replace') => void,
  label: string,
  placeholder = label,
): Search {
  return { label, placeholder, value: q, onChange: typed => change({ q: typed }, 'replace') };
}

export function ListPage<Row>(props: {
  title: string;
  /** Of the table, where one page has several lists. */
  label?: string;
  search?: Search;
  /** More in the head that narrows the list. */
  choices?: ReactNode;
  /** Its views, on a line of their own. */
  views?: ReactNode;
  /** How many are shown; read out when it changes. */
  status?: ReactNode;
  actions?: ReactNode;
  problem?: string | null | undefined;
  rows: readonly Row[] | null;
  columns: readonly VirtualColumn<Row>[];
  rowKey: (row: Row) => string;
  isFaint?: (row: Row) => boolean;
  emptyText: string;
  /** Dialogs, and what stands below the list. */
  children?: ReactNode;
}) {
  const { title, label = title, search, rows, rowKey, columns, isFaint } = props;
  return (
    <DeskPage
      className="list-page"
      title={title}
      controls={
        <>
          {search && (
            <TextField
              isLabelHidden
              type="search"
              className="desk-search"
              {...{ ...search, placeholder: search.placeholder ?? search.label }}
            />
          )}
          {props.choices}
        </>
      }
      aside={
        <>
          {props.status && <span role="status">{props.status}</span>}
          {props.actions}
        </>
      }
    >
      {props.views}
      {props.problem && (
        <Notice urgent role="alert">
          {props.problem}
        </Notice>
      )}
      {rows && rows.length > 0 ? (
        <VirtualTable {...{ label, columns, rows, rowKey }} {...(isFaint && { isFaint })} />
      ) : (
        <EmptyState text={rows === null ? say('page.loading') : props.emptyText} />
      )}
      {props.children}
    </DeskPage>
  );
}
