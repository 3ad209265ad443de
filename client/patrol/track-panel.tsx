/** Beside a drawn track: totals, stops and gaps in order, files. A press on a stop brings the map there. */
import { useMemo } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { TRACK_FORMATS, type TrackFormat, type TrackStop, type UnitTrack } from '../../server/contract/track.ts';
import { Button } from '../design/desk/button.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { clockTime, distanceText, timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { eventsOf, spanText, type TrackEvent } from './track-text.ts';

export function TrackPanel(props: {
  track: UnitTrack;
  period: { from: number; to: number };
  reason: string;
  problem: string | null;
  onGoTo: (at: LonLat) => void;
  onExport: (format: TrackFormat) => void;
  onLeave: () => void;
}) {
  const { track, period, reason, problem, onGoTo } = props;
  const { timeZone } = useProfile();
  const events = useMemo(() => eventsOf(track), [track]);
  const totals = [
    [say('track.total.distance'), distanceText(track.distanceM)],
    [say('track.total.moving'), spanText(track.movingMs)],
    [say('track.total.stops'), say('track.total.stops.n', { n: track.stops.length })],
    [say('track.total.positions'), String(track.positions)],
  ];
  return (
    <section className="track-panel" aria-label={say('track.title', { unit: track.callSign })}>
      <header>
        <h3>{say('track.title', { unit: track.callSign })}</h3>
        <Button kind="plain" small label={say('track.leave')} onPress={props.onLeave}>
          <span aria-hidden="true">✕</span>
        </Button>
      </header>
      <p>
        {timeOrDate(period.from, period.to, timeZone)} — {clockTime(period.to, timeZone)}
        <br />
        {say('track.reason')}：{reason}
      </p>
      {track.positions === 0 ? (
        <p role="status">{say('track.none')}</p>
      ) : (
        <dl className="track-totals">
          {totals.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {events.length > 0 && (
        <ol className="track-events" aria-label={say('track.events')}>
          {events.map(event => (
            <li key={`${event.kind} ${event.from}`} data-kind={event.kind}>
              <span>{clockTime(event.from, timeZone)}</span>
              {event.kind === 'stop' ? (
                <Button kind="plain" small onPress={() => onGoTo([event.stop.lon, event.stop.lat])}>
                  <EventText event={event} />
                </Button>
              ) : (
                <EventText event={event} />
              )}
            </li>
          ))}
        </ol>
      )}
      <p className="desk-error" role="alert">
        {problem}
      </p>
      {track.positions > 0 && (
        <fieldset className="track-files">
          <legend>{say('track.export')}</legend>
          {TRACK_FORMATS.map(format => (
            <Button key={format} small onPress={() => props.onExport(format)}>
              {say(`track.export.${format}`)}
            </Button>
          ))}
        </fieldset>
      )}
    </section>
  );
}

function EventText({ event }: { event: TrackEvent }) {
  const profile = useProfile();
  const time = spanText(event.to - event.from);
  switch (event.kind) {
    case 'jump':
      return <i>{say('track.jump')}</i>;
    case 'gap':
      return <i>{say('track.gap', { time })}</i>;
    case 'stop':
      return (
        <>
          <b>{say('track.stop', { time })}</b> <span>{placeText(event.stop, profile)}</span>
        </>
      );
  }
}

function placeText(stop: TrackStop, { community }: Pick<ReturnType<typeof useProfile>, 'community'>): string {
  const around = stop.community === null ? say('track.place.outside') : community(stop.community);
  return stop.place === null ? around : `${around} · ${stop.place}`;
}
