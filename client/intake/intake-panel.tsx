/**
 * 登记事件: a report by phone, taken down in one column while the server proposes beside it. Keyboard first: places and categories by
 * initials and Enter, Ctrl+Enter registers, Ctrl+Shift+Enter registers and dispatches, Escape leaves and keeps what was written.
 * In: nothing. Out: `onTaken` with the registered incident, `onOpen` for one that is open already, `onCancel`.
 */
import { type KeyboardEvent, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { IncidentId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { NegativeListItem } from '../../server/contract/negative-list.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { CommandIds } from '../connection/command-ids.ts';
import { forgetPlaces, markPlace, PlacePickingContext, usePlacePicking } from '../console-map/place-picking.ts';
import { Button } from '../design/desk/button.tsx';
import { DateTimeField } from '../design/desk/date-time-field.tsx';
import { Notice, tell } from '../design/desk/notice.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextArea, TextField } from '../design/desk/text-field.tsx';
import { useSendCommand } from '../incident/use-send-command.ts';
import { useNegativeList } from '../negative-list/use-negative-list.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { CategoryField } from './category-field.tsx';
import { type DraftStore, HAPPENED, isUntouched, openDraft } from './intake-draft.ts';
import { doneWords, Outcome, type Undone } from './intake-outcome.tsx';
import {
  fieldOfRefusal,
  happenedAtOf,
  type IntakeField,
  type IntakeProblems,
  placeOnMap,
  problemsOf,
  proposalRequestOf,
} from './intake-request.ts';
import { PlaceField } from './place-field.tsx';
import { ProposalView } from './proposal-view.tsx';
import { type AfterIntake, takeReport } from './take-report.ts';
import { useProposal } from './use-proposal.ts';
import './intake.css';

export interface IntakePanelProps {
  onTaken: (record: IncidentRecord) => void;
  onCancel: () => void;
  onOpen?: (id: IncidentId) => void;
}

/** One draft an account and tab; it is there again when the panel is opened again. */
interface KeptDraft extends DraftStore {
  ids: CommandIds;
}
const drafts = new Map<string, KeptDraft>();

function draftOf(account: string, channel: string, now: number): KeptDraft {
  let draft = drafts.get(account);
  if (!draft) {
    draft = { ...openDraft({ storage: sessionStorage, account, channel, now }), ids: new CommandIds() };
    drafts.set(account, draft);
  }
  if (isUntouched(draft.store.getState())) draft.clear(now);
  return draft;
}

const PHONE_CHANNEL = 'duty-phone';

export function IntakePanel({ onTaken, onCancel, onOpen }: IntakePanelProps) {
  const profile = useProfile();
  const clock = use(ServerClockContext);
  const account = useWall(state => state.viewer?.account ?? '');
  const isLive = useWall(state => state.link.name === 'live');
  const { channels } = profile.geodata.profile;
  const channel = channels.find(c => c.id === PHONE_CHANNEL)?.id ?? channels[0]!.id;
  const [draft] = useState(() => draftOf(account, channel, clock.serverNow()));
  const written = useStore(draft.store);
  const { matter, reporter } = written;
  const [wasRestored, setWasRestored] = useState(() => !isUntouched(written));
  const list = useNegativeList();
  const items = list?.list.items ?? NO_ITEMS;

  const [left, setLeft] = useState<ReadonlySet<IntakeField>>(new Set());
  const [refused, setRefused] = useState<IntakeProblems>({});
  const [outcome, setOutcome] = useState<Undone | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [chosen, setChosen] = useState(0);

  const send = useSendCommand();
  const request = useMemo(() => proposalRequestOf(matter), [matter]);
  const { proposal, isAsking, problem } = useProposal(request);
  const suggestion = proposal?.suggestion;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is another choice.
  useEffect(() => setChosen(0), [suggestion?.id]);

  const placeInput = useRef<HTMLInputElement>(null);
  useEffect(() => placeInput.current?.focus(), []);

  const picking = use(PlacePickingContext);
  const picked = usePlacePicking(state => state.picked);
  useEffect(() => {
    if (!picked) return;
    const [lon, lat] = picked;
    const words = say('intake.place.from-map', { lon: lon.toFixed(5), lat: lat.toFixed(5) });
    draft.change({ place: { from: 'map', at: picked }, typedPlace: words });
    placeInput.current?.focus();
  }, [picked, draft]);
  const { place } = matter;
  const placed = proposal?.place ?? null;
  useEffect(() => markPlace(picking, place && placeOnMap(place), place && placed), [picking, place, placed]);
  useEffect(() => () => forgetPlaces(picking), [picking]);

  const change = useCallback(
    (known: Parameters<DraftStore['change']>[0]) => {
      setRefused({});
      setOutcome(null);
      draft.change(known);
    },
    [draft],
  );
  const leave = (field: IntakeField) => () =>
    setLeft(fields => (fields.has(field) ? fields : new Set([...fields, field])));

  const problems = problemsOf(written, clock.serverNow());
  const errorOf = (field: IntakeField) => refused[field] ?? (left.has(field) ? problems[field] : undefined);

  const submit = async (after: AfterIntake) => {
    if (isBusy || !isLive) return;
    setLeft(new Set(EVERY_FIELD));
    if (Object.keys(problemsOf(written, clock.serverNow())).length > 0) return;
    setBusy(true);
    const result = await takeReport(draft.store.getState(), after, { ids: draft.ids, send });
    setBusy(false);
    if (result.name === 'done' || result.name === 'half-done') {
      draft.clear(clock.serverNow());
      setLeft(new Set());
      setWasRestored(false);
    }
    if (result.name === 'done') {
      tell(doneWords(result.record, after, profile.organ));
      onTaken(result.record);
      return;
    }
    if (result.name === 'refused') {
      const field = fieldOfRefusal(result.refusal);
      if (field) {
        setRefused({ [field]: result.refusal.message });
        return;
      }
    }
    setOutcome(result);
  };

  const to = suggestion?.organs[chosen];
  const linkLost = isLive ? null : say('intake.link-lost');
  const whyNoDispatch =
    linkLost ??
    (matter.category === null
      ? say('intake.dispatch.no-category')
      : !to
        ? say('intake.dispatch.no-organ')
        : proposal?.grade === null
          ? say('intake.dispatch.no-grade')
          : null);
  const register = () => void submit({ name: 'register' });
  const dispatch = () => {
    if (!whyNoDispatch && to && suggestion) void submit({ name: 'dispatch', to, suggestion: suggestion.id });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (event.shiftKey) dispatch();
      else register();
    } else if (event.key === 'Escape' && !event.defaultPrevented) onCancel();
  };

  const happenedAt = happenedAtOf(matter);
  return (
    <section className="intake" aria-label={say('intake.title')} onKeyDown={onKeyDown}>
      <div className="intake-columns">
        <div className="intake-form">
          <header>
            <h2>{say('intake.title')}</h2>
            <Button kind="plain" small keyHint="Esc" onPress={onCancel}>
              {say('intake.cancel')}
            </Button>
          </header>
          {linkLost && (
            <Notice urgent role="alert">
              {linkLost}
            </Notice>
          )}
          {wasRestored && (
            <Notice role="status">
              {say('intake.restored', { time: clockTime(matter.startedAt, profile.timeZone) })}
              <Button
                small
                onPress={() => {
                  draft.clear(clock.serverNow());
                  setWasRestored(false);
                  setLeft(new Set());
                }}
              >
                {say('intake.clear')}
              </Button>
            </Notice>
          )}
          <div className="desk-form">
            <Select
              label={say('intake.channel')}
              options={channels}
              value={matter.channel}
              onChange={id => change({ channel: id })}
              error={errorOf('channel')}
            />
            <PlaceField
              ref={placeInput}
              matter={matter}
              onChange={change}
              error={errorOf('place')}
              onLeave={leave('place')}
            />
            <TextField
              label={say('intake.address')}
              note={say('desk.optional')}
              value={matter.address}
              onChange={address => change({ address })}
              onLeave={leave('address')}
              error={errorOf('address')}
              placeholder={say('intake.address.placeholder')}
              autoComplete="off"
            />
            <CategoryField
              matter={matter}
              items={items}
              isLoading={list === null}
              onChange={change}
              error={errorOf('category')}
              onLeave={leave('category')}
            />
            <TextArea
              label={say('intake.text')}
              value={matter.text}
              onChange={text => change({ text })}
              onLeave={leave('text')}
              error={errorOf('text')}
              rows={2}
            />
            <div className="desk-field">
              <span className="desk-label">
                {say('intake.happened')}
                <span className="desk-label-note">
                  {happenedAt !== null && say('intake.happened.at', { time: clockTime(happenedAt, profile.timeZone) })}
                </span>
              </span>
              <SegmentedFilter
                label={say('intake.happened')}
                segments={HAPPENED.map(id => ({ id, name: say(`intake.happened.${id}`) }))}
                value={matter.happened}
                onChange={happened =>
                  change({ happened, happenedOther: happened === 'other' ? (happenedAt ?? matter.startedAt) : null })
                }
              />
              {matter.happened === 'other' && (
                <DateTimeField
                  label={say('intake.happened')}
                  isLabelHidden
                  value={matter.happenedOther}
                  onChange={happenedOther => change({ happenedOther })}
                  timeZone={profile.timeZone}
                />
              )}
              {(problems.happenedAt ?? refused.happenedAt) && (
                <span className="desk-error">{problems.happenedAt ?? refused.happenedAt}</span>
              )}
            </div>
            <div className="intake-reporter">
              <TextField
                label={say('intake.reporter')}
                note={say('desk.optional')}
                value={reporter.name}
                onChange={name => draft.changeReporter({ name })}
                onLeave={leave('name')}
                error={errorOf('name')}
                autoComplete="off"
              />
              <TextField
                label={say('intake.phone')}
                note={say('desk.optional')}
                type="tel"
                value={reporter.phone}
                onChange={phone => draft.changeReporter({ phone })}
                onLeave={leave('phone')}
                error={errorOf('phone')}
                autoComplete="off"
              />
            </div>
          </div>
          <div className="intake-foot">
            <div role="alert">
              {outcome && <Outcome outcome={outcome} onOpen={onTaken} />}
              {!outcome && left.size === EVERY_FIELD.length && Object.keys(problems).length > 0 && (
                <p className="desk-error">{say('intake.check-fields')}</p>
              )}
            </div>
            <div className="desk-actions">
              <Button kind="primary" keyHint="Ctrl ↵" whyNot={linkLost} isPending={isBusy} onPress={register}>
                {say(isBusy ? 'intake.working' : 'intake.register')}
              </Button>
              <Button keyHint="Ctrl ⇧ ↵" whyNot={whyNoDispatch} isPending={isBusy} onPress={dispatch}>
                {say('intake.register-dispatch')}
              </Button>
            </div>
          </div>
        </div>
        <div className="intake-proposal" aria-busy={isAsking}>
          <h2>{say('proposal.title')}</h2>
          <p className="proposal-none" role="status">
            {problem ?? (proposal ? '' : say(isAsking ? 'proposal.asking' : 'proposal.waiting'))}
          </p>
          {proposal && (
            <ProposalView
              proposal={proposal}
              chosen={chosen}
              onChoose={setChosen}
              onMerge={id => void submit({ name: 'merge', into: id })}
              onOpen={onOpen}
              whyNot={linkLost}
            />
          )}
        </div>
      </div>
    </section>
  );
}

const NO_ITEMS: readonly NegativeListItem[] = [];

const EVERY_FIELD: readonly IntakeField[] = [
  'channel',
  'place',
  'address',
  'category',
  'text',
  'happenedAt',
  'name',
  'phone',
];
