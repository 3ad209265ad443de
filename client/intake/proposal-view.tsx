/**
 * Beside the form, while the caller still speaks: whose it is and by which rule, how bad, which clocks will run, who should go and why,
 * and whether somebody has reported it already. In: the server's proposal. Out: the organ that was chosen, and what to do about a
 * duplicate.
 */
import { Fragment } from 'react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { IncidentId } from '../../server/contract/ids.ts';
import type { Proposal } from '../../server/contract/incident.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { Button } from '../design/desk/button.tsx';
import { LevelIcon } from '../incident/level-icon.tsx';
import { amountText } from '../incident/limit-text.ts';
import { useProfile } from '../profile/profile-names.ts';
import { ageText, distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { clocksShown } from './proposal-clocks.ts';
import { reasonWords, shortfallWords } from './suggestion-words.ts';

export interface ProposalChoices {
  /** Index of the suggested organ that will be sent. */
  chosen: number;
  onChoose: (index: number) => void;
  onMerge: (id: IncidentId) => void;
  onOpen: ((id: IncidentId) => void) | undefined;
  /** Why nothing can be sent now. */
  whyNot: string | null;
}

export function ProposalView({ proposal, ...choices }: { proposal: Proposal } & ProposalChoices) {
  const duplicates = <Duplicates duplicates={proposal.duplicates} {...choices} />;
  // That it is known already changes the whole call; that it is not, nothing.
  const areFirst = proposal.duplicates.length > 0;
  return (
    <>
      {areFirst && duplicates}
      <Belongs place={proposal.place} />
      <Grading proposal={proposal} />
      <Clocks limits={proposal.limits} />
      <Organs suggestion={proposal.suggestion} {...choices} />
      {!areFirst && duplicates}
    </>
  );
}

function Belongs({ place }: { place: Proposal['place'] }) {
  const profile = useProfile();
  const { grid, community, zone, networks, assignedBy, onBoundary } = place;
  const others = networks.filter(n => n.network !== profile.geodata.profile.ownerNetwork);
  return (
    <section>
      <h3>{say('proposal.belongs')}</h3>
      <dl className="proposal-facts">
        <dt>{say('proposal.grid')}</dt>
        <dd>
          {grid === null ? (
            <b>{say('proposal.outside')}</b>
          ) : (
            <>
              <b>{profile.grid(grid)}</b> <small>{grid}</small>
            </>
          )}
        </dd>
        <dt>{say('proposal.rule')}</dt>
        <dd>
          {say(`assigned-by.${assignedBy}`)}
          {onBoundary && <span className="proposal-mark">{say('proposal.boundary')}</span>}
        </dd>
        <dt>{say('proposal.community')}</dt>
        <dd>{community === null ? say('value.unknown') : profile.community(community)}</dd>
        <dt>{say('proposal.zone')}</dt>
        <dd>{zone === null ? say('value.unknown') : profile.zone(zone)}</dd>
        {others.map(other => (
          <Fragment key={other.network}>
            <dt>{profile.network(other.network)}</dt>
            <dd>{other.grid === null ? say('value.not-set') : profile.grid(other.grid)}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

function Grading({ proposal }: { proposal: Pick<Proposal, 'level' | 'grade'> }) {
  const { grade: gradeName } = useProfile();
  const { level, grade } = proposal;
  return (
    <section>
      <h3>{say('proposal.grading')}</h3>
      <p className="proposal-grade">
        <LevelIcon level={level} size="20px" />
        <b>{level === null ? say('proposal.level-none') : say(`level.${level}`)}</b>
        <span>{grade === null ? say('proposal.grade-none') : gradeName(grade)}</span>
      </p>
    </section>
  );
}

function Clocks({ limits }: { limits: Proposal['limits'] }) {
  const now = useServerNow();
  const clocks = clocksShown(limits, now);
  return (
    <section>
      <h3>{say('proposal.limits')}</h3>
      {clocks.length === 0 && <p className="proposal-none">{say('proposal.limits.none')}</p>}
      <ul className="proposal-clocks">
        {clocks.map(({ id, name, tone, left, limit }) => (
          <li key={id}>
            <span>{name}</span>
            <small>
              <span>{amountText(limit)}</span>
              <span>{say(`limit.anchor.${limit.anchor}`)}</span>
              {limit.filingNumber === null && <span>{say('limit.unfiled')}</span>}
            </small>
            <b data-tone={tone}>{left}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Organs({ suggestion, chosen, onChoose }: { suggestion: Proposal['suggestion'] } & ProposalChoices) {
  const profile = useProfile();
  return (
    <section>
      <h3>
        {say('proposal.organs')} <small>{say('proposal.organs.order')}</small>
      </h3>
      {suggestion.organs.length === 0 ? (
        <p className="proposal-none">{say('proposal.organs.none')}</p>
      ) : (
        <RadioGroup
          aria-label={say('proposal.organs')}
          className="proposal-organs"
          value={String(chosen)}
          onChange={index => onChoose(Number(index))}
        >
          {suggestion.organs.map((suggested, i) => (
            <Radio key={suggested.organ} value={String(i)} className="proposal-organ">
              <i>{i + 1}</i>
              <div>
                <b>{profile.organ(suggested.organ)}</b>
                <span>{reasonWords(suggested, profile)}</span>
                {suggested.shortfalls.length > 0 && (
                  <span className="proposal-shortfall">{shortfallWords(suggested, profile)}</span>
                )}
              </div>
              <b className="number">
                {suggested.distanceM === null ? say('value.unknown') : distanceText(suggested.distanceM)}
              </b>
            </Radio>
          ))}
        </RadioGroup>
      )}
    </section>
  );
}

function Duplicates(props: { duplicates: Proposal['duplicates'] } & ProposalChoices) {
  const { duplicates, onMerge, onOpen, whyNot } = props;
  return (
    <section>
      <h3>{say('proposal.duplicates')}</h3>
      {duplicates.length === 0 && <p className="proposal-none">{say('proposal.duplicates.none')}</p>}
      <ul className="proposal-duplicates">
        {duplicates.map(duplicate => (
          <li key={duplicate.id}>
            <div>
              <p>
                <b>{duplicate.id}</b> {say(`incident.state.${duplicate.state}`)} ·{' '}
                {say('proposal.duplicate.away', { distance: distanceText(duplicate.distanceM) })} ·{' '}
                {say('units.ago', { age: ageText(duplicate.ageMs) })}
              </p>
              <p className="proposal-text">{duplicate.text}</p>
            </div>
            {duplicate.evidence[0] && (
              <img
                src={`/api/v1/evidence/${duplicate.evidence[0].id}`}
                alt={say('proposal.duplicate.photo', { id: duplicate.id })}
              />
            )}
            <div className="desk-actions">
              <Button small whyNot={whyNot} onPress={() => onMerge(duplicate.id)}>
                {say('proposal.duplicate.merge')}
              </Button>
              {onOpen && (
                <Button small kind="plain" onPress={() => onOpen(duplicate.id)}>
                  {say('proposal.duplicate.open')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
