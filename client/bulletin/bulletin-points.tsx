/** The points of a bulletin: where, who answers for it, what was deducted, photos, and whether it is clean since. Each leads to its records. */
import type { Bulletin, BulletinPoint } from '../../server/contract/bulletin.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { Button } from '../design/desk/button.tsx';
import { DataTable } from '../design/desk/data-table.tsx';
import { PhotoStrip } from '../design/desk/photo-strip.tsx';
import { PageLink } from '../design/page-link.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { fullDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { isNotAssessed, pointsHref } from './bulletin-text.ts';

export function BulletinPoints(props: { bulletin: Bulletin; viewer: Viewer; community: string; onAll: () => void }) {
  const { bulletin, viewer, community, onAll } = props;
  const shown = bulletin.points.filter(point => community === '' || point.community === community);
  const names = new Map<string, string>(bulletin.communities.map(one => [one.community, one.name]));
  const ownGround = viewer.scope.zone;
  const hasPhotos = shown.some(({ deductions }) => deductions.some(({ photo }) => photo !== null));
  return (
    <section id="bulletin-points" className="bulletin-points">
      <header>
        <h3>
          {community === '' ? say('bulletin.points') : `${names.get(community)} ${say('bulletin.points')}`}{' '}
          <span className="desk-count">{shown.length}</span>
        </h3>
        {community !== '' && (
          <Button small kind="plain" onPress={onAll}>
            {say('bulletin.communities.all')}
          </Button>
        )}
      </header>
      <DataTable<BulletinPoint>
        caption={say('bulletin.points')}
        isCaptionHidden
        rows={shown}
        rowKey={({ code }) => code}
        emptyText={say('bulletin.points.none')}
        columns={[
          { id: 'no', name: say('bulletin.no'), isNumber: true, cell: ({ no }) => no },
          { id: 'point', name: say('bulletin.point'), cell: point => <Where point={point} round={bulletin.round} /> },
          ...(community === ''
            ? [
                {
                  id: 'community',
                  name: say('bulletin.community'),
                  cell: (of: BulletinPoint) => names.get(of.community) ?? of.community,
                },
              ]
            : []),
          {
            id: 'responsible',
            name: say('bulletin.responsible'),
            cell: ({ responsibleRole, responsiblePerson }) => (
              <span className="bulletin-two">
                {responsibleRole}
                <small>{responsiblePerson ?? say('value.not-set')}</small>
              </span>
            ),
          },
          { id: 'deductions', name: say('bulletin.deductions'), cell: point => <Deductions point={point} /> },
          ...(hasPhotos
            ? [
                {
                  id: 'photos',
                  name: say('bulletin.photos'),
                  cell: (point: BulletinPoint) =>
                    // A chief is shown photos of the own zone only.
                    ownGround === undefined || ownGround === point.zone ? <Photos point={point} /> : null,
                },
              ]
            : []),
          {
            id: 'cleared',
            name: say('bulletin.cleared'),
            cell: ({ cleared }) =>
              bulletin.state === 'signed' ? (cleared ?? say('bulletin.cleared.not')) : say('value.unknown'),
          },
        ]}
      />
    </section>
  );
}

function Where({ point, round }: { point: BulletinPoint; round: string }) {
  const marks = [
    ...(point.kind === 'carried' ? [say('bulletin.named-for', { round: point.namedFor })] : []),
    ...(isNotAssessed(point, round) ? [say('bulletin.not-assessed')] : []),
  ];
  return (
    <span className="bulletin-two">
      <PageLink href={pointsHref({ point: point.code })}>{point.name}</PageLink>
      <small>{[point.code, point.venueType, ...marks].join(' · ')}</small>
    </span>
  );
}

function Deductions({ point }: { point: BulletinPoint }) {
  const { timeZone } = useProfile();
  return (
    <ul className="bulletin-deductions">
      {point.deductions.map(({ number, at, round, item, score, repeat }) => (
        <li key={number}>
          {say('bulletin.deduction', {
            ...{ item, score },
            at: at === null ? say('bulletin.deduction.round', { round }) : fullDate(at, timeZone),
          })}
          {repeat && <b>{say('bulletin.deduction.repeat')}</b>}
        </li>
      ))}
    </ul>
  );
}

function Photos({ point: { name, deductions } }: { point: BulletinPoint }) {
  const photos = deductions.flatMap(({ photo, item, number }) =>
    photo === null
      ? []
      : [
          {
            ...{ id: number, address: `/api/v1/sanitation-photos/${photo}` },
            words: say('bulletin.photo', { point: name, item }),
          },
        ],
  );
  return photos.length === 0 ? null : <PhotoStrip title={name} photos={photos} />;
}
