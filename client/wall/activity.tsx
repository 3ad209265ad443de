/**
 * 动态: what happened lately, nothing that anybody must act on. As a ticker it turns pages instead of scrolling (a marquee
 * crashed a television's browser inside an hour); on walls with seams the newest lines stand below each other.
 */
import { useEffect, useState } from 'react';
import type { Fact } from '../../server/contract/fact.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { fitText } from '../design/fit-text.ts';
import { WallCard } from '../design/wall-card.tsx';
import { kindName } from '../operation/operation-text.ts';
import { type ProfileNames, useProfile } from '../profile/profile-names.ts';
import { roundText } from '../sanitation-point/round-text.ts';
import { useWall } from '../store/use-store.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { WordingKey } from '../wording/zh.ts';

const PAGES = 5;
const PAGE_MS = 15_000;
const PAGE_EMS = 28;

/** One line for people, or null for facts that are no news (imports, withheld ones). */
export function activityText(fact: Fact, profile: ProfileNames): string | null {
  switch (fact.kind) {
    case 'incident-received': {
      const { incident } = fact;
      const words = { channel: profile.channel(incident.channel), category: profile.category(incident.category) };
      return incident.community === null
        ? say('ticker.incident-received.outside', words)
        : say('ticker.incident-received', { ...words, community: profile.community(incident.community) });
    }
    case 'unit-duty-changed':
      return say(fact.unit.onDuty ? 'ticker.unit-on-duty' : 'ticker.unit-off-duty', { unit: fact.unit.callSign });
    case 'deduction-recorded':
      return say('ticker.deduction-recorded', {
        point: profile.point(fact.point.code),
        score: fact.score,
        item: fact.item,
      });
    case 'points-changed':
      return pointNews(fact);
    case 'bulletin-changed':
      return fact.event === 'sign' ? say('ticker.bulletin-signed', { month: roundText(fact.month) }) : null;
    case 'incident-changed':
      return incidentNews(fact, profile);
    case 'operation-due': {
      const { kind, zone, to } = fact.due;
      const words = { kind: kindName(kind, profile), day: to.slice(5) };
      return zone === null
        ? say('ticker.operation-due', words)
        : say('ticker.operation-due.zone', { ...words, zone: profile.zone(zone) });
    }
    case 'operation-changed':
      return fact.event in OPERATION_NEWS
        ? say(OPERATION_NEWS[fact.event as keyof typeof OPERATION_NEWS], { title: fact.operation.title })
        : null;
    case 'unit-registered':
    case 'incident-imported':
    case 'alarm-raised':
    case 'alarm-acknowledged':
    case 'alarm-shelved':
    case 'alarm-escalated':
    case 'alarm-cleared':
    case 'negative-list-published':
    case 'limit-filed':
    case 'device-changed':
    case 'shift-plan-filed':
    case 'emergency-changed':
    case 'warning-changed':
    case 'major-action-changed':
    case 'roster-changed':
    case 'unit-ground-changed':
    case 'unit-interval-changed':
    case 'withheld':
      return null;
  }
}

/** Steps that an onlooker can picture; paperwork (requests, corrections, comments) is no news. */
const NEWS = {
  dispatch: 'ticker.incident.dispatched',
  'add-organ': 'ticker.incident.dispatched',
  'conclude-joint-review': 'ticker.incident.dispatched',
  arrive: 'ticker.incident.arrived',
  'report-done': 'ticker.incident.done',
  rework: 'ticker.incident.rework',
  transfer: 'ticker.incident.transferred',
  escalate: 'ticker.incident.escalated',
  'evaluate-close': 'ticker.incident.closed',
  'close-micro': 'ticker.incident.fixed-on-spot',
  reopen: 'ticker.incident.reopened',
  'declare-emergency': 'ticker.incident.emergency',
  'limit-breached': 'ticker.incident.overdue',
} as const satisfies Record<string, WordingKey>;

const OPERATION_NEWS = {
  begin: 'ticker.operation.begun',
  reinforce: 'ticker.operation.reinforced',
  finish: 'ticker.operation.finished',
} as const satisfies Record<string, WordingKey>;

function incidentNews(fact: Extract<Fact, { kind: 'incident-changed' }>, profile: ProfileNames): string | null {
  if (!(fact.event in NEWS)) return null;
  const { incident, onBehalfOf } = fact;
  const organ = onBehalfOf ?? incident.tasks.find(({ lead }) => lead)?.organ;
  return say(NEWS[fact.event as keyof typeof NEWS], {
    category: profile.category(incident.category),
    where: incident.community === null ? say('incident.outside-area') : profile.community(incident.community),
    organ: organ === undefined ? '' : profile.organShort(organ),
  });
}

/** A bulletin names what is on the list; anything else says how many deductions came. */
function pointNews({ cause, round, deductions, points }: Extract<Fact, { kind: 'points-changed' }>): string | null {
  if (round === null) return null;
  if (cause === 'bulletined')
    return say('ticker.points-bulletined', { round: roundText(round), points: points.length });
  return say('ticker.round-assessed', { round: roundText(round), deductions });
}

interface Activity {
  seq: number;
  at: number;
  text: string;
}

function useActivities(most: number): Activity[] {
  const recent = useWall(state => state.recent);
  const profile = useProfile();
  const activities: Activity[] = [];
  for (const fact of recent.toReversed()) {
    if (activities.length === most) break;
    const text = activityText(fact, profile);
    if (text !== null) activities.push({ seq: fact.seq, at: fact.at, text });
  }
  return activities;
}

export function Ticker() {
  const activities = useActivities(PAGES);
  const { timeZone } = useProfile();
  const now = useServerNow();
  const [page, setPage] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setPage(p => p + 1), PAGE_MS);
    return () => clearInterval(timer);
  }, []);
  const shown = activities.length ? activities[page % activities.length]! : null;
  return (
    <>
      <span className="ticker-title">
        {say('ticker.title')}{' '}
        {activities.length > 0 &&
          say('ticker.page', { page: (page % activities.length) + 1, pages: activities.length })}
      </span>
      {shown ? (
        <span className="ticker-page" key={shown.seq}>
          <time>{timeOrDate(shown.at, now, timeZone)}</time>
          {fitText(shown.text, PAGE_EMS)}
        </span>
      ) : (
        <span className="ticker-page">{say('ticker.none')}</span>
      )}
    </>
  );
}

/** `rows` lines of `ems` em each. */
export function ActivityPanel({ rows, ems }: { rows: number; ems: number }) {
  const activities = useActivities(rows);
  const { timeZone } = useProfile();
  const now = useServerNow();
  return (
    <WallCard title={say('ticker.title')} grow={1}>
      <ol className="activity-list">
        {activities.map(activity => (
          <li key={activity.seq}>
            <time>{timeOrDate(activity.at, now, timeZone)}</time>
            <span>{fitText(activity.text, ems)}</span>
          </li>
        ))}
      </ol>
      {activities.length === 0 && <p className="wall-empty">{say('ticker.none')}</p>}
    </WallCard>
  );
}
