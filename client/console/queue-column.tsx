/** The left column: views as chips, filters, the list itself, and the button that takes a report. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useMemo, useState } from 'react';
import type { IncidentId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { IncidentRow } from '../incident/incident-row.tsx';
import { say } from '../wording/wording.ts';
import { ClosedIncidents } from './closed-incidents.tsx';
import type { ChangeAddress, ConsoleAddress } from './console-address.ts';
import { NO_FILTERS, QueueFilters } from './queue-filters.tsx';
import type { QueueView } from './queue-views.ts';
import type { ShownQueue } from './use-queue.ts';

const ROW_PX = 60;
const ROWS_BEYOND = 8;
const EVERYTHING_OPEN = { view: 'open', q: '', ...NO_FILTERS } as const;

export function QueueColumn(props: {
  viewer: Viewer;
  address: ConsoleAddress;
  change: ChangeAddress;
  queue: ShownQueue;
  list: RefObject<HTMLDivElement | null>;
  /** Told what is shown. */
  listed: RefObject<readonly IncidentRecord[]>;
  onOpen: (id: IncidentId) => void;
  /** The form is open; its own button is the next step then. */
  isTaking: boolean;
  onTake?: () => void;
  onMap?: () => void;
}) {
  const { address, change, queue, list, onOpen } = props;
  const block = useCommandBlock();
  const records = useMemo(() => queue.shown.map(({ record }) => record), [queue.shown]);
  const [showsFilters, setShowsFilters] = useState(false);
  return (
    <section className="queue-column" aria-label={say('queue.name')}>
      <div className="queue-head">
        <SegmentedFilter<QueueView>
          label={say('queue.views')}
          segments={queue.views.map(view => ({
            id: view,
            name: viewName(view, props.viewer),
            count: view === 'closed' ? null : queue.counts[view],
          }))}
          value={queue.view}
          onChange={view => change({ view })}
        />
        <QueueFilters
          address={address}
          change={change}
          isSorted={queue.view !== 'closed'}
          isOpen={showsFilters}
          onToggle={() => setShowsFilters(shown => !shown)}
        />
      </div>
      {queue.view === 'closed' ? (
        <ClosedIncidents address={address} list={list} listed={props.listed} onOpen={onOpen} />
      ) : (
        <IncidentList
          records={records}
          selected={address.id}
          list={list}
          listed={props.listed}
          onOpen={onOpen}
          empty={
            <NothingShown
              q={address.q.trim()}
              isFiltered={queue.isFiltered}
              onClosed={() => change({ view: 'closed' })}
              onAll={() => change(EVERYTHING_OPEN)}
            />
          }
        />
      )}
      <div className="queue-foot">
        {props.onTake && (
          <Button kind={props.isTaking ? 'quiet' : 'primary'} keyHint="N" onPress={props.onTake} whyNot={block}>
            {say('queue.take')}
          </Button>
        )}
        {props.onMap && (
          <Button keyHint="M" onPress={props.onMap}>
            {say('map.name')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Not found among the open ones: where else it may be, and the way back. */
function NothingShown(props: { q: string; isFiltered: boolean; onClosed: () => void; onAll: () => void }) {
  if (!props.isFiltered) return <EmptyState text={say('incidents.none')} />;
  return (
    <EmptyState text={props.q === '' ? say('queue.none-filtered') : say('queue.none-found', { q: props.q })}>
      {props.q !== '' && <Button onPress={props.onClosed}>{say('queue.search-closed')}</Button>}
      <Button onPress={props.onAll}>{say('queue.show-all')}</Button>
    </EmptyState>
  );
}

function viewName(view: QueueView, viewer: Viewer): string {
  if (view === 'own') return say(viewer.scope.organ ? 'queue.view.own' : 'queue.view.own-centre');
  return say(`queue.view.${view}`);
}

/** A list box of which only the rows near the window exist. The selected row is named by `aria-activedescendant`. */
export function IncidentList(props: {
  records: readonly IncidentRecord[];
  selected: string;
  list: RefObject<HTMLDivElement | null>;
  /** Told what is shown. */
  listed: RefObject<readonly IncidentRecord[]>;
  onOpen: (id: IncidentId) => void;
  /** Shown instead of rows. */
  empty: ReactNode;
}) {
  const { records, selected, list, listed } = props;
  const now = useServerNow();
  useEffect(() => {
    listed.current = records;
  }, [listed, records]);
  const rows = useVirtualizer({
    count: records.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_PX,
    overscan: ROWS_BEYOND,
    getItemKey: i => records[i]!.id,
  });
  const at = useMemo(() => records.findIndex(record => record.id === selected), [records, selected]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list moves when another row is chosen, not when rows come in above it.
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
  }, [selected]);
  // A list box has options and nothing else: where there are none, buttons stand.
  const kind = {
    role: records.length === 0 ? 'group' : 'listbox',
    'aria-label': say('queue.name'),
    'aria-activedescendant': at >= 0 ? rowId(selected) : undefined,
    tabIndex: 0,
  };

  return (
    <div ref={list} className="queue-list" {...kind}>
      {records.length === 0 ? (
        props.empty
      ) : (
        <div role="presentation" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ key, index, start }) => {
            const record = records[index]!;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list box has the focus and its keys (J, K, arrows, Enter).
              <div
                key={key}
                id={rowId(record.id)}
                className="queue-row"
                role="option"
                tabIndex={-1}
                aria-selected={record.id === selected}
                aria-setsize={records.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)`, height: ROW_PX }}
                onClick={() => props.onOpen(record.id)}
              >
                <IncidentRow record={record} now={now} />
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}

function rowId(id: string): string {
  return `row-${id}`;
}
