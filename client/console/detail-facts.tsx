/** What was reported, by whom, and whose ground it is, with the rule that says so. */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { DetailSection, Pairs } from './detail-section.tsx';

export function DetailFacts({ record, reporter }: { record: IncidentRecord; reporter: IncidentRecord['reporter'] }) {
  const profile = useProfile();
  const now = useServerNow();
  const time = (at: number) => timeOrDate(at, now, profile.timeZone);
  const notSet = say('value.not-set');
  return (
    <>
      <p className="detail-text">{record.text}</p>
      <Pairs
        pairs={[
          [say('detail.address'), record.address ?? profile.place(record)],
          [say('detail.channel'), profile.channel(record.channel)],
          [say('detail.happened'), time(record.happenedAt)],
          [say('detail.reported'), time(record.reportedAt)],
          reporter ? [say('detail.reporter'), [reporter.name, reporter.phone].filter(Boolean).join(' ') || '—'] : null,
          record.promise ? [say('detail.promise'), `${record.promise.text} · ${time(record.promise.until)}`] : null,
        ]}
      />
      <DetailSection title={say('detail.ground')}>
        <Pairs
          pairs={[
            [
              say('detail.grid'),
              record.grid === null ? (
                say('incident.outside-area')
              ) : (
                <>
                  {profile.grid(record.grid)} <small>{record.grid}</small>
                </>
              ),
            ],
            [say('detail.rule'), say(`assigned-by.${record.assignedBy}`)],
            [say('detail.community'), record.community === null ? '—' : profile.community(record.community)],
            [say('detail.zone'), record.zone === null ? '—' : profile.zone(record.zone)],
            record.onBoundary ? [say('detail.boundary'), say('detail.on-boundary')] : null,
            ...record.networks
              .filter(({ network }) => network !== profile.geodata.profile.ownerNetwork)
              .map(({ network, grid }) => [profile.network(network), grid ?? notSet] as const),
          ]}
        />
      </DetailSection>
    </>
  );
}
