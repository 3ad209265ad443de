/** Communities of a bulletin: their figures and what they answered. A press on one shows its points alone. Those without a point stand last. */
import type { Bulletin, BulletinCommunity } from '../../server/contract/bulletin.ts';
import { Button } from '../design/desk/button.tsx';
import { DataTable } from '../design/desk/data-table.tsx';
import { PageLink } from '../design/page-link.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { dateAndTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { ofText, pointsHref, rateText } from './bulletin-text.ts';

export function BulletinCommunities(props: {
  bulletin: Bulletin;
  chosen: string;
  onChoose: (community: string) => void;
}) {
  const { bulletin, chosen, onChoose } = props;
  const named = (code: string) => bulletin.points.filter(({ community }) => community === code).length;
  const rows = bulletin.communities.toSorted((a, b) => named(b.community) - named(a.community));
  return (
    <section id="bulletin-communities" className="bulletin-communities">
      <DataTable<BulletinCommunity>
        caption={say('bulletin.communities')}
        rows={rows}
        rowKey={({ community }) => community}
        emptyText={say('bulletin.points.none')}
        columns={[
          {
            id: 'name',
            name: say('bulletin.community'),
            cell: ({ community, name }) =>
              named(community) === 0 ? (
                name
              ) : (
                <Button
                  kind="plain"
                  small
                  className={community === chosen ? 'bulletin-chosen' : ''}
                  onPress={() => onChoose(community)}
                >
                  {name} <b>{named(community)}</b>
                </Button>
              ),
          },
          {
            id: 'registered',
            name: say('bulletin.registered'),
            isNumber: true,
            cell: ({ community, registered }) => <PageLink href={pointsHref({ community })}>{registered}</PageLink>,
          },
          { id: 'assessed', name: say('bulletin.assessed'), isNumber: true, cell: of => of.assessed },
          { id: 'deducted', name: say('bulletin.deducted'), isNumber: true, cell: of => of.deducted },
          { id: 'repeat', name: say('bulletin.repeat'), isNumber: true, cell: of => of.repeat },
          {
            id: 'rate',
            name: say('bulletin.repeat-rate'),
            isNumber: true,
            cell: ({ repeatRate }) => <span title={ofText(repeatRate)}>{rateText(repeatRate)}</span>,
          },
          ...(bulletin.figures.carried === 0
            ? []
            : [
                {
                  id: 'carried',
                  name: say('bulletin.carried'),
                  isNumber: true,
                  cell: (of: BulletinCommunity) => of.carried,
                },
              ]),
          { id: 'answer', name: say('bulletin.answer'), cell: of => <Answer bulletin={bulletin} community={of} /> },
        ]}
      />
    </section>
  );
}

/** Before it is signed nobody is asked. */
function Answer({ bulletin: { state }, community }: { bulletin: Bulletin; community: BulletinCommunity }) {
  const { timeZone } = useProfile();
  const [newest] = community.answers;
  if (newest)
    return (
      <span className="bulletin-answer">
        {say('bulletin.answer.by', { day: newest.dueDay, measures: newest.measures })}
        <small>
          {say('bulletin.answer.who', { by: newest.by, at: dateAndTime(newest.at, timeZone) })}
          {newest.onBehalf && ` · ${say('bulletin.answer.on-behalf')}`}
        </small>
      </span>
    );
  if (community.organ === null || state !== 'signed') return null;
  return <span className="bulletin-waiting">{say('bulletin.answer.none')}</span>;
}
