/**
 * What stands behind one spot: its four numbers beside those of the period before, the incidents that the number counts as links to the
 * desk, the deductions at its scoring points. In: the spot and the question it was ranked by. Out: its incidents are shown on the map too.
 */
import { useEffect } from 'react';
import type { HotSpotEvidence, HotSpotIncident, HotSpotMeasure } from '../../server/contract/hot-spot.ts';
import { hotSpotEvidence } from '../../server/contract/hot-spot.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Button } from '../design/desk/button.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { deskLink } from '../desk-frame/desk-link.ts';
import { MapSlot, usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { roundText } from '../sanitation-point/round-text.ts';
import { dateAndTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { clearEvidence, showEvidence } from './evidence-layer.ts';
import { spotName } from './spot-columns.tsx';
import { changeText, numberText } from './spot-text.ts';

/** More nobody reads here; the plan keeps two hundred. */
const MOST_SHOWN = 100;

export function SpotDetail(props: {
  id: string;
  question: Readonly<Record<string, string>>;
  isPicked: boolean;
  isWaiting: boolean;
  onToggle: () => void;
  onLeave: () => void;
}) {
  const { id, question } = props;
  const { ground } = usePlanningMap();
  const { value, problem } = useAnswer(
    `/api/v1/hot-spots/${encodeURIComponent(id)}/evidence`,
    hotSpotEvidence,
    question,
  );
  // While the next one is on its way the last one is still held.
  const evidence = value?.spot?.id === id ? value : null;

  useEffect(() => {
    if (ground && evidence) showEvidence(ground.stage.map, evidence.incidents, ground.context);
  }, [ground, evidence]);
  useEffect(() => {
    if (ground) return () => clearEvidence(ground.stage.map);
  }, [ground]);

  return (
    <MapSlot at="detail">
      <section className="map-card map-detail spot-detail" aria-label={say('spots.evidence')}>
        <header>
          <h2>{evidence?.spot ? spotName(evidence.spot) : say('page.loading')}</h2>
          <p>{evidence && say('spots.period-of', { from: evidence.period.from, to: evidence.period.to })}</p>
          <Button kind="plain" small label={say('desk.close')} onPress={props.onLeave}>
            <span aria-hidden="true">✕</span>
          </Button>
        </header>
        <div className="map-detail-body">
          {problem && (
            <Notice urgent role="alert">
              {problem}
            </Notice>
          )}
          {evidence && (
            <>
              <Numbers evidence={evidence} />
              <Button
                kind={props.isPicked ? 'quiet' : 'primary'}
                small
                keyHint="↵"
                isPending={props.isWaiting}
                onPress={props.onToggle}
              >
                {say(props.isPicked ? 'spots.unpick' : 'spots.pick-with-evidence')}
              </Button>
              <Incidents evidence={evidence} />
              <Deductions evidence={evidence} />
            </>
          )}
        </div>
      </section>
    </MapSlot>
  );
}

function Numbers({ evidence }: { evidence: HotSpotEvidence }) {
  const { counts, before } = evidence.figures;
  const rows: [HotSpotMeasure, number | null, number | null][] = [
    ['incidents', counts.incidents, before.incidents],
    ['repeats', counts.repeats, before.repeats],
    ['overdue', counts.overdue, before.overdue],
    ['lost-score', counts.lostScore, before.lostScore],
  ];
  return (
    <dl className="spot-numbers">
      {rows.map(([measure, now, then]) => (
        <div key={measure} data-asked={measure === evidence.measure}>
          <dt>{say(`measure.${measure}`)}</dt>
          <dd>
            {numberText(now)} <small>{changeText(now === null || then === null ? null : now - then)}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Incidents({ evidence }: { evidence: HotSpotEvidence }) {
  const { incidents, incidentsFound, measure } = evidence;
  if (measure === 'lost-score') return null;
  const shown = incidents.slice(0, MOST_SHOWN);
  return (
    <section>
      <h3>{say('spots.evidence.incidents', { n: incidentsFound })}</h3>
      <ul className="spot-evidence">
        {shown.map(incident => (
          <li key={incident.id}>
            <IncidentLine incident={incident} />
          </li>
        ))}
      </ul>
      {incidentsFound > shown.length && <p>{say('spots.evidence.newest', { n: shown.length })}</p>}
    </section>
  );
}

function IncidentLine({ incident }: { incident: HotSpotIncident }) {
  const { category: nameOf, timeZone } = useProfile();
  const { id, category, receivedAt, state, late, repeat, earlier } = incident;
  return (
    <>
      <a href={deskLink(id)} target="_blank" rel="noreferrer">
        {nameOf(category)}
      </a>
      <span>{say(`incident.state.${state}`)}</span>
      <small>
        {dateAndTime(receivedAt, timeZone)}
        {late && <b>{say('measure.overdue')}</b>}
        {repeat &&
          (earlier === null ? (
            <b>{say('measure.repeats')}</b>
          ) : (
            <a href={deskLink(earlier)} target="_blank" rel="noreferrer">
              {say('spots.evidence.repeats', { id: earlier })}
            </a>
          ))}
      </small>
    </>
  );
}

function Deductions({ evidence }: { evidence: HotSpotEvidence }) {
  const { point: nameOf } = useProfile();
  const { deductions, deductionsFound } = evidence;
  if (deductionsFound === 0) return null;
  return (
    <section>
      <h3>{say('spots.evidence.deductions', { n: deductionsFound })}</h3>
      <ul className="spot-evidence">
        {deductions.slice(0, MOST_SHOWN).map(({ number, point, item, score, round }) => (
          <li key={number}>
            <span>{nameOf(point)}</span>
            <span>−{numberText(score)}</span>
            <small>
              {item} · {roundText(round)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
