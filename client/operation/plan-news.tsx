/**
 * What has to be said about a draft before one goes on writing: somebody else changed the plan meanwhile, or it was begun before this page
 * was loaded. In: the draft store. Out: to take theirs, to throw the own changes away; nothing happens by itself.
 */
import { use } from 'react';
import { Button } from '../design/desk/button.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { say } from '../wording/wording.ts';
import type { WordingKey } from '../wording/zh.ts';
import { DraftContext, dropChanges, readNews, takeTheirs, useDraft } from './draft-store.ts';
import type { DraftField } from './merge-drafts.ts';

const FIELD_NAMES: Readonly<Record<DraftField, WordingKey>> = {
  kind: 'operations.kind',
  title: 'plan.title',
  zone: 'operation.zone',
  origin: 'plan.origin',
  cadence: 'plan.origin',
  period: 'plan.origin',
  startsAt: 'plan.starts-at',
  endsAt: 'plan.ends-at',
  leaderPost: 'plan.leader-post',
  leadOrgan: 'operation.lead-organ',
  assistingOrgans: 'operation.assisting-organs',
  volunteerTeams: 'operation.volunteers',
  purpose: 'operation.purpose',
  legalBasis: 'operation.legal-basis',
  muster: 'operation.muster',
  area: 'operation.area',
  targets: 'operation.targets',
  checklist: 'operation.checklist',
  squads: 'operation.squads',
  whistle: 'operation.whistle',
};

export function PlanNews() {
  const store = use(DraftContext);
  const news = useDraft(state => state.news);
  const isFound = useDraft(state => state.isFound);
  const isNew = useDraft(state => state.base.version === 0);
  const names = (fields: readonly DraftField[]) =>
    [...new Set(fields.map(field => say(FIELD_NAMES[field])))].join(say('operation.between'));
  if (news) {
    const { version, taken, clashes } = news;
    return (
      <Notice urgent role="alert">
        <p>
          {say('plan.news', { version })}
          {taken.length > 0 && ` ${say('plan.news.taken', { fields: names(taken) })}`}
          {clashes.length > 0 && ` ${say('plan.news.clashes', { fields: names(clashes) })}`}
        </p>
        {clashes.length > 0 && (
          <Button small onPress={() => takeTheirs(store)}>
            {say('plan.news.take-theirs')}
          </Button>
        )}
        <Button small kind="plain" onPress={() => readNews(store)}>
          {say(clashes.length > 0 ? 'plan.news.keep-mine' : 'plan.news.read')}
        </Button>
      </Notice>
    );
  }
  if (!isFound) return null;
  return (
    <Notice role="status">
      <p>{say(isNew ? 'plan.found.new' : 'plan.found')}</p>
      <Button small kind="plain" onPress={() => dropChanges(store)}>
        {say(isNew ? 'plan.found.begin-again' : 'plan.drop-changes')}
      </Button>
    </Notice>
  );
}
