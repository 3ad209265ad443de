/** A plan as it is read, not written: who, when, where, with what. In: the record as this viewer may see it. What the profile or the plan leaves open is 未设定. */
import type { ReactNode } from 'react';
import type { OperationRecord, OperationSquad } from '../../server/contract/operation.ts';
import { ScrollBox } from '../design/desk/scroll-box.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { clockTime, timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { hectares } from './hectares.ts';
import { inOneLine, kindName, timeOf, zoneName } from './operation-text.ts';

export function PlanFacts({ record }: { record: OperationRecord }) {
  const profile = useProfile();
  const { timeZone } = profile;
  const { muster, whistle, targets, checklist, squads, calls } = record;
  return (
    <ScrollBox className="plan-facts" aria-label={say('operations.plan')}>
      <dl className="plan-pairs">
        <Pair name="operations.kind">{kindName(record.kind, profile)}</Pair>
        <Pair name="operation.time">{timeOf(record, timeZone)}</Pair>
        <Pair name="operation.zone">{zoneName(record.zone, profile)}</Pair>
        <Pair name="operation.leader-post">{record.leaderPost}</Pair>
        <Pair name="operation.lead-organ">{record.leadOrgan && profile.organ(record.leadOrgan)}</Pair>
        <Pair name="operation.assisting-organs">{inOneLine(record.assistingOrgans.map(profile.organShort))}</Pair>
        <Pair name="operation.volunteers">{inOneLine(record.volunteerTeams)}</Pair>
        <Pair name="operation.muster">
          {muster && `${muster.name} · ${timeOrDate(muster.at, record.startsAt, timeZone)}`}
        </Pair>
        <Pair name="operation.purpose">{record.purpose || null}</Pair>
        <Pair name="operation.legal-basis">{inOneLine(record.legalBasis)}</Pair>
        {whistle && (
          <Pair name="operation.whistle">
            {profile.community(whistle.community)}：{whistle.matter}
          </Pair>
        )}
        {record.area && <Pair name="operation.area">{say('operation.area.drawn', { ha: hectares(record.area) })}</Pair>}
      </dl>
      <section>
        <h3>
          {say('operation.targets')} <span className="desk-count">{targets.length}</span>
        </h3>
        <ol className="plan-lines">
          {targets.map(({ id, kind, name }, i) => (
            <li key={id}>
              <b>{i + 1}</b>
              <span>{name}</span>
              <small>{say(`target.kind.${kind}`)}</small>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h3>
          {say('operation.squads')} <span className="desk-count">{squads.length}</span>
        </h3>
        {squads.map(squad => (
          <SquadFacts key={squad.id} squad={squad} />
        ))}
      </section>
      {checklist.length > 0 && (
        <section>
          <h3>{say('operation.checklist')}</h3>
          <p>{inOneLine(checklist.map(({ text }) => text))}</p>
        </section>
      )}
      {calls.length > 0 && (
        <section>
          <h3>{say('operation.calls')}</h3>
          <ul className="plan-lines">
            {calls.map(({ organ, lead, countersigned, countersignReason }) => (
              <li key={organ}>
                <span>
                  {profile.organ(organ)}
                  {lead && ` · ${say('operation.lead-organ')}`}
                </span>
                <small>
                  {say(`operation.countersigned.${countersigned ?? 'open'}`)}
                  {countersignReason && `：${countersignReason}`}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </ScrollBox>
  );
}

function SquadFacts({ squad }: { squad: OperationSquad }) {
  const { organShort, timeZone } = useProfile();
  const units = useWall(state => state.units.byId);
  const members = squad.members.map(({ name, organ }) => `${name}（${organShort(organ)}）`);
  return (
    <article className="plan-squad">
      <h4>
        {squad.name}
        <small>
          {say('operation.squad.members', { n: squad.headcount })} · {say(`operation.mode.${squad.mode}`)} ·{' '}
          {say('operation.squad.stops', { n: squad.stops.length })}
        </small>
      </h4>
      <dl className="plan-pairs">
        {squad.leader && <Pair name="operation.squad.leader">{squad.leader}</Pair>}
        {members.length > 0 && <Pair name="operation.squads">{inOneLine(members)}</Pair>}
        <Pair name="operation.squad.vehicles">{inOneLine(squad.vehicles)}</Pair>
        <Pair name="operation.squad.units">{inOneLine(squad.units.map(id => units.get(id)?.callSign ?? id))}</Pair>
        <Pair name="operation.squad.channel">{squad.channel}</Pair>
      </dl>
      <ol className="plan-lines">
        {squad.stops.map(({ id, name, plannedAt }, i) => (
          <li key={id}>
            <b>{i + 1}</b>
            <span>{name}</span>
            <small>{plannedAt === null ? say('value.not-set') : clockTime(plannedAt, timeZone)}</small>
          </li>
        ))}
      </ol>
    </article>
  );
}

/** Null is 未设定. */
function Pair({ name, children }: { name: Parameters<typeof say>[0]; children: ReactNode }) {
  return (
    <div>
      <dt>{say(name)}</dt>
      <dd>{children ?? say('value.not-set')}</dd>
    </div>
  );
}
