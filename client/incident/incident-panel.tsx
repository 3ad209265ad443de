/**
 * Left rail: what is going on now. At most seven rows, worst level first, then longest waiting; the rest is told as a number.
 * Rows are one or two lines high, whichever lets at least five of them stand in the space there is.
 */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { fitText, textEms } from '../design/fit-text.ts';
import { useWallScale } from '../design/use-wall-scale.ts';
import { WallCard } from '../design/wall-card.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { ageText, comparedText, countText, elapsedText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { holderText } from './holder-text.ts';
import { type ClockFace, clockFace } from './incident-clock.ts';
import { LevelIcon } from './level-icon.tsx';
import './incident-panel.css';

/** Beyond an hour, seconds tell nothing and cost the name its room. */
const HOUR_MS = 3_600_000;
const MOST_ROWS = 7;
const MOST_ROWS_SPARSE = 4;

/** The longest name that a row of one line gives whole, in ems. */
const NAME_EMS_COMPACT = 7.1;
/** A place of fewer hanzi tells nothing. */
const LEAST_PLACE_EMS = 4;

/** What its clock says when that is urgent, else how far it is. */
function stateText(incident: IncidentRecord, face: ClockFace): string {
  if (face.name === 'running' && face.tone === 'over') return say('limit.over-for', { age: ageText(-face.leftMs) });
  if (face.name === 'running' && face.tone === 'soon') return say('limit.left-for', { age: ageText(face.leftMs) });
  return say(`incident.state.${incident.state}`);
}

/** `height` and `width` of the box in px. */
export function IncidentPanel({ width, height }: { width: number; height: number }) {
  const open = useWall(state => state.incidents.open);
  const figures = useWall(state => state.figures);
  const now = useServerNow();
  const profile = useProfile();
  const { px, density } = useWallScale();

  const head = px.kpi * 1.15 + px.min * 1.3 + px.body * 1.2;
  const foot = px.min * 1.9;
  const twoLines = px.body * 1.3 + px.min * 1.3 + px.body * 0.48;
  const oneLine = px.body * 1.42;
  const room = height - head - foot;
  const compact = room / twoLines < 4.5;
  const fitting = Math.max(1, Math.floor(room / (compact ? oneLine : twoLines)));
  const most = Math.min(fitting, density === 'S' ? MOST_ROWS_SPARSE : MOST_ROWS);
  const shown = open.slice(0, most);
  const more = open.length - shown.length;
  const overdue = figures?.incidents.overdue ?? 0;
  // What symbol, padding and the gaps leave for name and time in the first line, place and state in the second.
  const symbolPx = compact ? px.unit * 0.8 : px.unit;
  const free = width - px.body - symbolPx - px.body * 0.8;

  const today = `${say('incidents.today')} ${countText(figures?.incidents.today)}`;
  const over = overdue > 0 ? `${say('incidents.overdue')} ${countText(overdue)}` : '';
  const compared = `${say('incidents.compared-yesterday')} ${comparedText(figures?.incidents.today, figures?.incidents.yesterdayByNow)}`;
  const notePx = (textEms(today + over + compared) + 1.6) * px.min;

  return (
    <WallCard
      title={say('incidents.title')}
      value={countText(figures?.incidents.open)}
      note={
        <>
          <span>{today}</span>
          {over && <span className="incident-over">{over}</span>}
          {(!over || notePx <= width - px.body) && <span>{compared}</span>}
        </>
      }
      grow={1}
    >
      <ol className={compact ? 'incident-list compact' : 'incident-list'}>
        {shown.map(incident => {
          const name = profile.category(incident.category);
          const waitingMs = now - incident.reportedAt;
          const place = profile.place(incident);
          const face = clockFace(incident, now);
          const tone = face.name === 'running' ? face.tone : 'calm';
          const time = waitingMs < HOUR_MS ? elapsedText(waitingMs) : ageText(waitingMs);
          const holder = holderText(incident, profile);
          const fitsHolder = textEms(place) + textEms(holder) + 0.4 <= free / px.min;
          const state = tone === 'calm' && fitsHolder ? holder : stateText(incident, face);
          const asidePx = tone === 'calm' ? textEms(time) * px.body : textEms(state) * px.min;
          const nameEms = compact ? NAME_EMS_COMPACT : (free - px.body * 3.1) / px.body;
          const shownName = fitText(name, nameEms);
          const placePx = compact
            ? free - asidePx - (textEms(shownName) + 0.5) * px.body
            : free - (textEms(state) + 0.4) * px.min;
          const placeEms = placePx / px.min;
          return (
            <li key={incident.id}>
              <LevelIcon level={incident.level} size="var(--list-symbol)" />
              <div className="incident-text">
                <b>{shownName}</b>
                {placeEms >= LEAST_PLACE_EMS && <span className="incident-place">{fitText(place, placeEms)}</span>}
              </div>
              <div className="incident-aside">
                <b>{time}</b>
                <span className={tone === 'calm' ? undefined : `incident-${tone}`}>{state}</span>
              </div>
            </li>
          );
        })}
      </ol>
      {open.length === 0 && <p className="wall-empty">{say('incidents.none')}</p>}
      {more > 0 && <p className="wall-more">{say('incidents.more', { n: more })}</p>}
    </WallCard>
  );
}
