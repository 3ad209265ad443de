/** The stops of one squad on the day: planned and real times, how it was noticed, and arriving, leaving or skipping by hand or by code. */
import { useState } from 'react';
import type { OperationRecord, OperationSquad, OperationStop } from '../../server/contract/operation.ts';
import { Button } from '../design/desk/button.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { clockTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { CommandButton } from './command-button.tsx';
import { OperationEventForm } from './operation-event-form.tsx';
import { stopLook } from './operation-marks.ts';
import { StopFigure } from './stop-icon.tsx';
import { useOperationCommand } from './use-operation-command.ts';

export function DayStops({ record, squad }: { record: OperationRecord; squad: OperationSquad }) {
  return (
    <ol className="day-stops" aria-label={say('day.stops.of', { squad: squad.name })}>
      {squad.stops.map(stop => (
        <StopLine key={stop.id} record={record} squad={squad} stop={stop} />
      ))}
    </ol>
  );
}

function StopLine({ record, squad, stop }: { record: OperationRecord; squad: OperationSquad; stop: OperationStop }) {
  const { timeZone } = useProfile();
  const [asks, setAsks] = useState<'code' | 'skip' | null>(null);
  const look = stopLook(stop, squad, record.startedAt !== null);
  const at = { squad: squad.id, stop: stop.id };
  const may = (event: string) => record.allowed.includes(event);
  const isAhead = stop.state === 'planned';
  return (
    <li data-stop={stop.id} data-look={look}>
      <div className="day-stop-line">
        <svg viewBox="-1 -1 2 2" aria-hidden="true">
          <StopFigure look={look} />
        </svg>
        <span>
          <b>{stop.name}</b> <span className="day-stop-look">{say(`day.stop.look.${look}`)}</span>
          <small>{timesText(stop, timeZone)}</small>
        </span>
        <span className="day-stop-actions">
          {isAhead && may('arrive-stop') && (
            <>
              <CommandButton record={record} command={{ event: 'arrive-stop', ...at }}>
                {say('operation.event.arrive-stop')}
              </CommandButton>
              <Button small kind="plain" onPress={() => setAsks('code')}>
                {say('day.stop.with-code')}
              </Button>
            </>
          )}
          {stop.state === 'arrived' && may('leave-stop') && (
            <CommandButton record={record} command={{ event: 'leave-stop', ...at }}>
              {say('operation.event.leave-stop')}
            </CommandButton>
          )}
          {isAhead && may('skip-stop') && (
            <Button small kind="plain" onPress={() => setAsks('skip')}>
              {say('operation.event.skip-stop')}…
            </Button>
          )}
        </span>
      </div>
      {asks === 'skip' && (
        <OperationEventForm record={record} event="skip-stop" own={null} given={at} onClose={() => setAsks(null)} />
      )}
      {asks === 'code' && <CodeForm record={record} at={at} onClose={() => setAsks(null)} />}
    </li>
  );
}

/** What the sign at the place says, typed from a phone call. */
function CodeForm(props: { record: OperationRecord; at: { squad: string; stop: string }; onClose: () => void }) {
  const { record, at, onClose } = props;
  const { block, isSending, refused, carryOut } = useOperationCommand(record, ['code']);
  const [code, setCode] = useState('');
  return (
    <form
      className="desk-form operation-form"
      onSubmit={event => {
        event.preventDefault();
        if (code.trim() === '') return;
        void carryOut({ event: 'arrive-stop', ...at, code: code.trim() }).then(isDone => isDone && onClose());
      }}
    >
      <TextField
        label={say('operation.field.code')}
        value={code}
        onChange={setCode}
        error={refused?.sentence ?? null}
        autoComplete="off"
        maxLength={60}
        autoFocus
      />
      <div className="desk-actions">
        <Button kind="primary" type="submit" whyNot={block} isPending={isSending}>
          {say('operation.event.arrive-stop')}
        </Button>
        <Button kind="plain" onPress={onClose}>
          {say('desk.cancel')}
        </Button>
      </div>
    </form>
  );
}

function timesText({ plannedAt, arrivedAt, arrivedBy, leftAt, skipReason }: OperationStop, timeZone: string): string {
  const time = (at: number) => clockTime(at, timeZone);
  return [
    plannedAt === null ? '' : say('day.stop.planned', { time: time(plannedAt) }),
    arrivedAt === null || arrivedBy === null
      ? ''
      : say('day.stop.arrived', { time: time(arrivedAt), by: say(`day.stop.by.${arrivedBy}`) }),
    leftAt === null ? '' : say('day.stop.left', { time: time(leftAt) }),
    skipReason ?? '',
  ]
    .filter(part => part !== '')
    .join(' · ');
}
