/**
 * The page 事件: queue, one incident or the intake form, map. In: the address. Out: changes of the address.
 * On a narrow screen the map stands beside the queue while nothing is open; when it is wanted later it takes the queue's place, so
 * that detail or form and map stand side by side.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { IncidentId, UnitId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { ConsoleMap } from '../console-map/console-map.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { useKeys } from '../desk-frame/use-keys.ts';
import { IntakePanel } from '../intake/intake-panel.tsx';
import { say } from '../wording/wording.ts';
import type { ChangeAddress, ConsoleAddress } from './console-address.ts';
import { looksAtTracks, takesReports } from './console-tabs.ts';
import { IncidentDetail, type WantedEvent } from './incident-detail.tsx';
import { NewIncidents } from './new-incidents.tsx';
import { QueueColumn } from './queue-column.tsx';
import { useQueue } from './use-queue.ts';
import { useWideEnough } from './use-wide-enough.ts';

export function IncidentsTab(props: {
  viewer: Viewer;
  address: ConsoleAddress;
  change: ChangeAddress;
  isHidden: boolean;
}) {
  const { viewer, address, change, isHidden } = props;
  const isWide = useWideEnough();
  const [wantsMap, setWantsMap] = useState(false);
  const [isTaking, setTaking] = useState(false);
  const queue = useQueue(viewer, address);
  /** A form that the map asks for; a new object each time. */
  const [asked, setAsked] = useState<WantedEvent | null>(null);
  const list = useRef<HTMLDivElement>(null);
  /** What the list shows now, whoever it came from: J and K walk over it. */
  const listed = useRef<readonly IncidentRecord[]>([]);
  const detail = useRef<HTMLElement>(null);
  const mayTake = takesReports(viewer.role);
  const selected = address.id === '' ? null : (address.id as IncidentId);
  const isIdle = selected === null && !isTaking;
  const showsMap = isWide || wantsMap || isIdle;

  const open = useCallback(
    (id: IncidentId) => {
      setTaking(false);
      change({ id, unit: '', tab: 'incidents' });
    },
    [change],
  );

  const move = (by: number) => {
    const shown = listed.current;
    if (shown.length === 0) return;
    const at = shown.findIndex(({ id }) => id === address.id);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.max(0, Math.min(shown.length - 1, at + by));
    setTaking(false);
    change({ id: shown[next]!.id, unit: '' }, 'replace');
  };

  const enabled = !isHidden;
  useKeys(
    {
      j: () => move(1),
      k: () => move(-1),
      arrowdown: () => move(1),
      arrowup: () => move(-1),
      enter: () => detail.current?.focus(),
      n: () => mayTake && setTaking(true),
    },
    // A form that is open is not left by a letter that missed its field.
    enabled && !isTaking,
  );
  useKeys(
    {
      m: () => !isIdle && setWantsMap(wanted => !wanted),
      escape: () => {
        if (wantsMap && !isWide && !isIdle) setWantsMap(false);
        else list.current?.focus();
      },
    },
    enabled,
  );

  // A link that names an incident of another view is right all the same; nothing else may choose for the person.
  useEffect(() => {
    if (address.id !== '') setTaking(false);
    setAsked(null);
  }, [address.id]);

  // Who presses a unit in 力量 wants to see it, also on a narrow screen with an incident open.
  useEffect(() => {
    if (address.unit !== '') setWantsMap(true);
  }, [address.unit]);

  const drawn = useMemo(
    () => (queue.isFiltered && queue.view !== 'closed' ? queue.shown.map(({ record }) => record) : undefined),
    [queue.isFiltered, queue.view, queue.shown],
  );

  return (
    <div
      className="incidents-tab"
      hidden={isHidden}
      data-layout={isWide ? 'wide' : isIdle ? 'idle' : wantsMap ? 'map' : 'narrow'}
    >
      <h2 className="desk-hidden">{say('console.tab.incidents')}</h2>
      <NewIncidents />
      <QueueColumn
        viewer={viewer}
        address={address}
        change={change}
        queue={queue}
        list={list}
        listed={listed}
        onOpen={open}
        isTaking={isTaking}
        {...(mayTake && { onTake: () => setTaking(true) })}
        {...(!isWide && !isIdle && { onMap: () => setWantsMap(true) })}
      />
      <section ref={detail} className="detail-column" tabIndex={-1} aria-label={say('detail.name')}>
        {wantsMap && !isWide && !isIdle && (
          <button type="button" className="back-to-queue" onClick={() => setWantsMap(false)}>
            ← {say('console.back-to-queue')}
          </button>
        )}
        {isTaking ? (
          <div className="intake-column" data-unsaved data-own-keys>
            <IntakePanel
              onTaken={record => {
                setTaking(false);
                change({ id: record.id });
                // The form is gone with the field that had the focus; the hand goes to what it made.
                detail.current?.focus();
              }}
              onCancel={() => {
                setTaking(false);
                list.current?.focus();
              }}
              onOpen={open}
            />
          </div>
        ) : selected ? (
          <IncidentDetail key={selected} id={selected} viewer={viewer} onOpen={open} hasKeys={enabled} asked={asked} />
        ) : (
          <EmptyState text={say('detail.none')} />
        )}
      </section>
      <div className="map-column" hidden={!showsMap}>
        <ConsoleMap
          selected={selected}
          onSelect={open}
          unit={address.unit === '' ? null : (address.unit as UnitId)}
          onUnit={unit => change({ unit: unit ?? '' })}
          onForm={(event, given) => setAsked({ event, given })}
          {...(drawn && { incidents: drawn })}
          showsCoverage={address.coverage}
          onCoverage={coverage => change({ coverage })}
          trails={address.trails}
          onTrails={trails => change({ trails })}
          looksAtTracks={looksAtTracks(viewer.role)}
          isHidden={!showsMap || isHidden}
          onWanted={() => setWantsMap(true)}
        />
      </div>
    </div>
  );
}
