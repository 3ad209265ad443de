/**
 * One scoring point: how it stands, who answers for it, what every round said with its photos, which bulletins named it. In: the point as
 * the register has it, shown at once; the rounds follow. Out: it is picked with its evidence, or left.
 */
import type { ReactNode } from 'react';
import { pointHistory, type RegisteredPoint } from '../../server/contract/scoring-point.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Button } from '../design/desk/button.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { MapSlot } from '../planning-map/planning-map-parts.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useVenueTypes } from '../profile/venue-types.ts';
import { classOfPoint } from '../sanitation-point/point-class.ts';
import { PointClassName } from '../sanitation-point/point-sign.tsx';
import { roundText } from '../sanitation-point/round-text.ts';
import { scoreText } from '../sanitation-point/score-text.ts';
import { say } from '../wording/wording.ts';
import { PointRounds } from './point-rounds.tsx';

export function PointDetail(props: {
  point: RegisteredPoint;
  isPicked: boolean;
  isWaiting: boolean;
  onToggle: () => void;
  onLeave: () => void;
}) {
  const { point } = props;
  const venues = useVenueTypes();
  const { value, problem } = useAnswer(`/api/v1/sanitation-points/${encodeURIComponent(point.code)}`, pointHistory);
  const history = value?.point.code === point.code ? value : null;
  return (
    <MapSlot at="detail">
      <section className="map-card map-detail point-detail" aria-label={say('register.detail')}>
        <header>
          <h2>{point.name}</h2>
          <p>
            {point.code} · {venues.nameOf(point.venueType)}
          </p>
          <Button kind="plain" small label={say('desk.close')} onPress={props.onLeave}>
            <span aria-hidden="true">✕</span>
          </Button>
        </header>
        <div className="map-detail-body">
          <Standing point={point} />
          <Button
            kind={props.isPicked ? 'quiet' : 'primary'}
            small
            keyHint="↵"
            isPending={props.isWaiting}
            onPress={props.onToggle}
          >
            {say(props.isPicked ? 'spots.unpick' : 'spots.pick-with-evidence')}
          </Button>
          <Responsibility point={point} />
          {problem && (
            <Notice urgent role="alert">
              {problem}
            </Notice>
          )}
          {history ? <PointRounds history={history} /> : !problem && <p>{say('page.loading')}</p>}
        </div>
      </section>
    </MapSlot>
  );
}

function Standing({ point }: { point: RegisteredPoint }) {
  const { score, grade, round, bulletin } = point;
  return (
    <div className="point-standing">
      <PointClassName of={classOfPoint(point)} />
      <b>{scoreText(score)}</b>
      <span>{grade}</span>
      <small>
        {round === null ? say('register.never') : roundText(round)}
        {bulletin !== null && ` · ${say('register.bulletin', { bulletin })}`}
      </small>
    </div>
  );
}

function Responsibility({ point }: { point: RegisteredPoint }) {
  const profile = useProfile();
  const { community, zone, grid, responsibleRole, responsiblePerson, conflict } = point;
  const pairs: [string, ReactNode][] = [
    [say('register.community'), profile.community(community)],
    [say('spots.zone'), profile.zone(zone)],
    [say('register.grid'), profile.grid(grid)],
    [say('register.role'), responsibleRole],
    [say('register.person'), responsiblePerson ?? say('value.unset')],
  ];
  return (
    <>
      {conflict && (
        <Notice urgent>
          {conflict.locatedIn === null
            ? say('register.conflict.outside', { listed: profile.community(community) })
            : say('register.conflict', {
                listed: profile.community(community),
                located: profile.community(conflict.locatedIn),
              })}
        </Notice>
      )}
      <dl className="point-pairs">
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
