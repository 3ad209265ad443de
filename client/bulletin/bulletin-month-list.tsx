/** The months, newest first: how each stands, its bulletins, and the wish to draft one where there may be one. */
import type { ReactNode } from 'react';
import type { BulletinMonths, BulletinRecord } from '../../server/contract/bulletin.ts';
import { bulletin as bulletinShape } from '../../server/contract/bulletin.ts';
import { useSending } from '../connection/use-sending.ts';
import { Button } from '../design/desk/button.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { ScrollBox } from '../design/desk/scroll-box.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { monthText } from './bulletin-text.ts';

type Month = BulletinMonths['months'][number];

export function BulletinMonthList(props: {
  answer: BulletinMonths;
  chosen: string | null;
  onChoose: (id: string) => void;
}) {
  const { answer, chosen, onChoose } = props;
  const { kept, dueDayOfMonth, mayDraft, months } = answer;
  const sending = useSending();
  const draft = async (month: string) => {
    const made = await sending.send('/api/v1/bulletins', bulletinShape, { method: 'POST', body: { month } });
    if (!made) return;
    tell(say('bulletin.drafted', { id: made.value.id }));
    onChoose(made.value.id);
  };
  return (
    <ScrollBox className="bulletin-months" aria-label={say('bulletin.months')}>
      <p className="bulletin-kept">
        <b>{say('bulletin.kept', { n: kept.numerator, of: kept.denominator })}</b>
        <span>
          {dueDayOfMonth === null
            ? say('bulletin.due-day.not-set')
            : say('bulletin.due-day.set', { day: dueDayOfMonth })}
        </span>
      </p>
      {sending.problem && (
        <Notice urgent role="alert">
          {sending.problem.sentence}
        </Notice>
      )}
      <ol>
        {months.map(month => (
          <li key={month.month}>
            <MonthHead month={month}>
              {mayDraft && month.bulletins.every(({ state }) => state === 'withdrawn') && (
                <Button
                  small
                  kind={month.standing === 'due' || month.standing === 'overdue' ? 'quiet' : 'plain'}
                  label={`${say('bulletin.draft')} ${monthText(month.month)}`}
                  isPending={sending.isBusy}
                  onPress={() => void draft(month.month)}
                >
                  {say('bulletin.draft')}
                </Button>
              )}
            </MonthHead>
            {month.bulletins.map(record => (
              <BulletinRow
                key={record.id}
                record={record}
                isChosen={record.id === chosen}
                onChoose={() => onChoose(record.id)}
              />
            ))}
          </li>
        ))}
      </ol>
    </ScrollBox>
  );
}

function MonthHead(props: { month: Month; children: ReactNode }) {
  const { month, standing, dueAt } = props.month;
  const { timeZone } = useProfile();
  return (
    <div className="bulletin-month">
      <h2>{monthText(month)}</h2>
      <span className="bulletin-standing" data-standing={standing}>
        {say(`bulletin.standing.${standing}`, { day: fullDate(dueAt, timeZone) })}
      </span>
      {props.children}
    </div>
  );
}

function BulletinRow(props: { record: BulletinRecord; isChosen: boolean; onChoose: () => void }) {
  const { id, state, counts } = props.record;
  return (
    <button
      type="button"
      className="bulletin-row"
      aria-current={props.isChosen ? 'true' : undefined}
      onClick={props.onChoose}
    >
      <span>{id}</span>
      <b data-state={state}>{say(`bulletin.state.${state}`)}</b>
      {counts && state === 'signed' && (
        <small>
          {say('bulletin.figure.points')} {counts.repeat + counts.carried} · {say('bulletin.figure.cleared')}{' '}
          {counts.cleared} · {say('bulletin.figure.answered')}{' '}
          {say('bulletin.figure.of', { n: counts.answered, of: counts.communities })}
        </small>
      )}
    </button>
  );
}
