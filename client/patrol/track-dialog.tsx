/** Asks for the period and the reason before anything is shown of where somebody was. In: the unit. Out: the question. */
import { use, useState } from 'react';
import { TRACK_REASON, type TrackQuestion } from '../../server/contract/track.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { Button } from '../design/desk/button.tsx';
import { DateTimeField } from '../design/desk/date-time-field.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { periodsFor, type TrackPeriodId, type TypedPeriod, trackPeriod } from './track-period.ts';

export function TrackDialog(props: {
  unit: UnitRecord;
  /** Why the last question was not answered. */
  problem: string | null;
  isAsking: boolean;
  onLook: (question: TrackQuestion) => void;
  onClose: () => void;
}) {
  const { unit, problem, isAsking, onLook, onClose } = props;
  const { timeZone } = useProfile();
  const clock = use(ServerClockContext);
  const [id, setId] = useState<TrackPeriodId>('hour');
  const [custom, setCustom] = useState<TypedPeriod>({ from: null, to: null });
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const given = () => ({ now: Math.round(clock.serverNow()), unit, timeZone, custom });
  const period = trackPeriod(id, given());
  const why = reason.trim();
  const isReason = why.length >= TRACK_REASON.min && why.length <= TRACK_REASON.max;

  function look() {
    setTried(true);
    const asked = trackPeriod(id, given());
    if (asked && isReason && !isAsking) onLook({ units: [unit.id], ...asked, reason: why });
  }

  return (
    <Dialog title={say('track.ask', { unit: unit.callSign })} isOpen onClose={onClose}>
      <form
        className="track-question"
        onSubmit={event => {
          event.preventDefault();
          look();
        }}
      >
        <SegmentedFilter
          label={say('track.period')}
          segments={periodsFor(unit).map(name => ({ id: name, name: say(`track.period.${name}`) }))}
          value={id}
          onChange={chosen => {
            if (chosen === 'custom' && custom.from === null && period) setCustom(period);
            setId(chosen);
          }}
        />
        {id === 'custom' && (
          <div className="track-dates">
            <DateTimeField
              label={say('track.from')}
              timeZone={timeZone}
              value={custom.from}
              onChange={from => setCustom(typed => ({ ...typed, from }))}
            />
            <DateTimeField
              label={say('track.to')}
              timeZone={timeZone}
              value={custom.to}
              onChange={to => setCustom(typed => ({ ...typed, to }))}
              error={isTried && !period ? say('track.period.wrong') : null}
            />
          </div>
        )}
        <TextField
          label={say('track.reason')}
          value={reason}
          onChange={setReason}
          maxLength={TRACK_REASON.max}
          help={say('track.ask.why')}
          error={isTried && !isReason ? say('track.reason.wanted') : null}
          isRequired
          autoFocus
        />
        <p className="desk-error" role="alert">
          {problem}
        </p>
        <div className="track-actions">
          <Button type="submit" kind="primary" isPending={isAsking}>
            {say(isAsking ? 'track.looking' : 'track.look')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
