/** What is known of a device since the start of the server: when it was heard, what was taken, what was not and why, what is odd. */
import type { DeviceStanding } from '../../server/contract/device.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useProfile } from '../profile/profile-names.ts';
import { ageText, countText, timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { causeName, flagText, refusedTotal, sourceName } from './device-words.ts';

export function DeviceStandingList({ standing }: { standing: DeviceStanding }) {
  const now = useServerNow();
  const { timeZone } = useProfile();
  const ago = (at: number | null) => (at === null ? say('device.never') : say('units.ago', { age: ageText(now - at) }));
  return (
    <section className="device-standing" aria-label={say('device.standing')}>
      <h3>
        {say('device.standing')} <small>{say('device.since-start')}</small>
      </h3>
      <dl>
        <Item name={say('device.heard')}>{ago(standing.lastHeardAt)}</Item>
        <Item name={say('device.fix')}>{ago(standing.lastFixAt)}</Item>
        <Item name={say('device.source')}>{sourceName(standing.source)}</Item>
        <Item name={say('device.accepted')}>{countText(standing.accepted)}</Item>
        <Item name={say('device.refused')}>
          {countText(refusedTotal(standing))}
          {standing.refused.map(({ cause, count }) => (
            <small key={cause}>
              {causeName(cause)} {countText(count)}
            </small>
          ))}
        </Item>
        {standing.flags.map(flag => (
          <Item key={flag.flag} name={say('device.odd')}>
            {flagText(flag)} <small>{say('device.since', { time: timeOrDate(flag.since, now, timeZone) })}</small>
          </Item>
        ))}
      </dl>
    </section>
  );
}

function Item({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
