/**
 * All alarms of the desk: unanswered ones first, the most urgent on top and chosen by itself, so that one key answers it. In: what to
 * do when somebody wants to see the incident. Out: answers to the server. However many there are, all are in the list; what is
 * outside the window is said as a number (wall-ux §2).
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, use, useEffect, useMemo, useRef, useState } from 'react';
import type { AlarmKind, AlarmRecord } from '../../server/contract/alarm.ts';
import type { AlarmId, IncidentId } from '../../server/contract/ids.ts';
import { ServerClockContext, useServerNow } from '../clock/use-server-now.ts';
import { Button } from '../design/desk/button.tsx';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { tell } from '../design/desk/notice.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { useWall, WallStoreContext } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { AlarmCard } from './alarm-card.tsx';
import { AlarmDialog } from './alarm-dialogs.tsx';
import { AlarmRow } from './alarm-row.tsx';
import { aboutOf, alarmWords } from './alarm-words.ts';
import { createAlarmAnswerer, type Decision } from './answer-alarm.ts';
import { FloodNotice } from './flood-notice.tsx';
import './alarm-desk.css';

/** Twenty of them fit on a desk of 1366x768. */
const ROW_PX = 28;
const KINDS: readonly AlarmKind[] = [
  'major-incident',
  'help',
  'limit-breached',
  'silent-unit',
  'off-route',
  'report-clock',
];

/** As the server's table of permissions has it; everybody else reads. */
const MAY_ANSWER: readonly string[] = ['duty', 'leader', 'chief', 'admin'];

export function AlarmList({ onOpen }: { onOpen: (incident: IncidentId) => void }) {
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const alarms = useWall(state => state.alarms);
  const incidents = useWall(state => state.incidents);
  const units = useWall(state => state.units);
  const operations = useWall(state => state.operations);
  const isLive = useWall(state => state.link.name === 'live');
  const role = useWall(state => state.viewer?.role ?? '');
  const profile = useProfile();
  const now = useServerNow();
  const answer = useMemo(() => createAlarmAnswerer({ store, clock }), [store, clock]);
  const [kind, setKind] = useState<AlarmKind | 'all'>('all');
  const [chosen, setChosen] = useState<AlarmId | null>(null);
  const [dialog, setDialog] = useState<'shelve' | 'clear' | null>(null);
  const frame = useRef<HTMLDivElement>(null);

  const all = useMemo(() => [...alarms.unanswered, ...alarms.answered], [alarms]);
  const shown = useMemo(() => (kind === 'all' ? all : all.filter(alarm => alarm.kind === kind)), [all, kind]);
  const at = Math.max(
    0,
    shown.findIndex(({ id }) => id === chosen),
  );
  const alarm = shown[at];
  const wordsOf = (one: AlarmRecord) => alarmWords(one, aboutOf(one, { incidents, units, operations }), profile);

  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    getItemKey: i => shown[i]?.id ?? i,
  });
  const { startIndex = 0, endIndex = -1 } = rows.range ?? {};
  const hidden = { above: startIndex, below: Math.max(0, shown.length - 1 - endIndex) };

  // Whoever opens this page wants to answer: the keys work at once.
  useEffect(() => frame.current?.focus(), []);

  const choose = (index: number) => {
    const to = Math.min(Math.max(index, 0), shown.length - 1);
    setChosen(shown[to]?.id ?? null);
    rows.scrollToIndex(to);
  };
  const goToFirst = () => {
    setKind('all');
    setChosen(null);
    rows.scrollToIndex(0);
    frame.current?.focus();
  };
  const decide = async (one: AlarmRecord, decision: Decision) => {
    const result = await answer(one.id, decision);
    if (result.name === 'done') setChosen(null);
    return result;
  };
  const acknowledge = async (one: AlarmRecord) => {
    const result = await decide(one, { name: 'acknowledge' });
    if (result.name === 'not-done') tell(result.problem);
  };
  const whyNot = isLive ? null : say('alarms.not-sent');
  const mayAnswer = MAY_ANSWER.includes(role);

  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !alarm) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => choose(at + 1),
      j: () => choose(at + 1),
      ArrowUp: () => choose(at - 1),
      k: () => choose(at - 1),
      Home: goToFirst,
      End: () => choose(shown.length - 1),
      Enter: () => alarm.incident && onOpen(alarm.incident),
      ...(mayAnswer && isLive && alarm.state !== 'acknowledged' && { a: () => void acknowledge(alarm) }),
      ...(mayAnswer && isLive && alarm.state === 'raised' && { s: () => setDialog('shelve') }),
    };
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <section className="alarm-page" aria-label={say('alarms.title')}>
      <div className="alarm-column">
        <FloodNotice />
        <header className="alarm-tools">
          <SegmentedFilter
            label={say('alarms.title')}
            segments={[
              { id: 'all', name: say('alarms.kind.all'), count: all.length },
              ...KINDS.map(id => ({
                ...{ id, name: say(`alarm.kind.${id}`) },
                count: all.filter(one => one.kind === id).length,
              })),
            ]}
            value={kind}
            onChange={setKind}
          />
          <Button small keyHint="Home" onPress={goToFirst}>
            {say('alarms.go-to-first')}
          </Button>
        </header>
        {shown.length === 0 ? (
          <EmptyState text={say('alarms.none')} />
        ) : (
          <div
            ref={frame}
            className="alarm-list"
            role="listbox"
            tabIndex={0}
            data-own-keys
            aria-label={say('alarms.list')}
            {...(alarm && { 'aria-activedescendant': `alarm-${alarm.id}` })}
            onKeyDown={onKey}
          >
            <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
              {rows.getVirtualItems().map(({ index, start, key }) => {
                const one = shown[index]!;
                return (
                  <AlarmRow
                    key={key}
                    alarm={one}
                    words={wordsOf(one)}
                    now={now}
                    topPx={start}
                    heightPx={ROW_PX}
                    position={index + 1}
                    size={shown.length}
                    isChosen={one === alarm}
                    onChoose={() => setChosen(one.id)}
                  />
                );
              })}
            </div>
          </div>
        )}
        <footer className="alarm-foot">
          <span>
            {say('alarms.summary', { unanswered: alarms.unanswered.length, answered: alarms.answered.length })}
          </span>
          {hidden.above + hidden.below > 0 && <span>{say('alarms.hidden', hidden)}</span>}
        </footer>
      </div>
      {alarm && (
        <AlarmCard
          alarm={alarm}
          words={wordsOf(alarm)}
          now={now}
          mayAnswer={mayAnswer}
          whyNot={whyNot}
          onAcknowledge={() => void acknowledge(alarm)}
          onAsk={setDialog}
          onOpen={onOpen}
        />
      )}
      {alarm && dialog && (
        <AlarmDialog
          key={alarm.id}
          name={dialog}
          alarm={wordsOf(alarm).title}
          whyNot={whyNot}
          onDecide={decision => decide(alarm, decision)}
          onClose={() => setDialog(null)}
        />
      )}
    </section>
  );
}
