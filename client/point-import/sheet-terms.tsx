/** What has to be said with a sheet: of which round it is, in which system its places are, what about points it does not name. */
import { use, useMemo } from 'react';
import { crs as crsNames } from '../../server/contract/coordinates.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { Select } from '../design/desk/select.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { begunRounds } from '../sanitation-point/begun-rounds.ts';
import { roundText } from '../sanitation-point/round-text.ts';
import { say } from '../wording/wording.ts';
import type { RoundSheetChoices } from './use-round-import.ts';

/** Two years of months: what is older is no work of this desk. */
const MOST_ROUNDS = 24;
const UNLISTED = ['not-assessed', 'clean'] as const satisfies RoundSheetChoices['unlisted'][];
const MODES = ['add', 'replace'] as const satisfies RoundSheetChoices['mode'][];

export function SheetTerms(props: {
  choices: RoundSheetChoices;
  length: 'month' | 'quarter';
  onChange: (changed: Partial<RoundSheetChoices>) => void;
}) {
  const { choices, length, onChange } = props;
  const { timeZone } = useProfile();
  const clock = use(ServerClockContext);
  const rounds = useMemo(
    () => begunRounds(clock.serverNow(), timeZone, length, MOST_ROUNDS),
    [clock, timeZone, length],
  );
  return (
    <div className="sheet-terms">
      <Select
        label={say('rounds.round')}
        placeholder={say('sheet.choose-round')}
        value={choices.round}
        options={rounds.map(id => ({ id, name: roundText(id) }))}
        onChange={round => onChange({ round })}
      />
      <Select
        label={say('device.crs')}
        value={choices.crs}
        options={crsNames.options.map(id => ({ id, name: say(`device.crs.${id}`) }))}
        onChange={crs => onChange({ crs })}
      />
      <Select
        label={say('sheet.unlisted')}
        value={choices.unlisted}
        options={UNLISTED.map(id => ({ id, name: say(`sheet.unlisted.${id}`) }))}
        onChange={unlisted => onChange({ unlisted })}
      />
      <Select
        label={say('sheet.mode')}
        value={choices.mode}
        options={MODES.map(id => ({ id, name: say(`sheet.mode.${id}`) }))}
        onChange={mode => onChange({ mode })}
      />
    </div>
  );
}
