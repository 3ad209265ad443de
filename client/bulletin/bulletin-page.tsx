/** One bulletin: who did what, its figures, communities, map and points. In: its id, who is here. What may be done is bulletin-actions.tsx. */
import type { Bulletin } from '../../server/contract/bulletin.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { EmptyState } from '../design/desk/empty-state.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { ScrollBox } from '../design/desk/scroll-box.tsx';
import { ExportLink } from '../design/desk-page.tsx';
import { PageLink } from '../design/page-link.tsx';
import type { ChangeValues } from '../desk-frame/use-address-values.ts';
import { useProfile } from '../profile/profile-names.ts';
import { dateAndTime } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { BulletinActions } from './bulletin-actions.tsx';
import { BulletinCommunities } from './bulletin-communities.tsx';
import { BulletinFigures } from './bulletin-figures.tsx';
import { BulletinPoints } from './bulletin-points.tsx';
import { type BulletinsAddress, bulletinHref, monthText, type USUAL_BULLETINS } from './bulletin-text.ts';
import { useBulletin } from './use-bulletins.ts';

export function BulletinPage(props: {
  id: string;
  viewer: Viewer;
  address: BulletinsAddress;
  change: ChangeValues<keyof typeof USUAL_BULLETINS>;
}) {
  const { id, viewer, address, change } = props;
  const { value, problem } = useBulletin(id);
  if (!value) return <EmptyState text={problem ?? say('page.loading')} />;
  const community = value.communities.some(one => one.community === address['of-community'])
    ? address['of-community']
    : '';
  return (
    <ScrollBox className="bulletin" aria-label={id}>
      <BulletinHead bulletin={value} viewer={viewer} onMade={made => change({ bulletin: made })} />
      {problem && (
        <Notice urgent role="alert">
          {problem}
        </Notice>
      )}
      <BulletinFigures bulletin={value} />
      <div className="bulletin-ground">
        <BulletinCommunities
          bulletin={value}
          chosen={community}
          onChoose={code => change({ 'of-community': code === community ? '' : code })}
        />
        <BulletinMap bulletin={value} />
      </div>
      <BulletinPoints
        bulletin={value}
        viewer={viewer}
        community={community}
        onAll={() => change({ 'of-community': '' })}
      />
    </ScrollBox>
  );
}

function BulletinHead(props: { bulletin: Bulletin; viewer: Viewer; onMade: (id: string) => void }) {
  const { bulletin, viewer, onMade } = props;
  const { id, state, month, frozenAt } = bulletin;
  const { timeZone } = useProfile();
  const at = (ms: number) => dateAndTime(ms, timeZone);
  const path = `/api/v1/bulletins/${encodeURIComponent(id)}/bulletin`;
  return (
    <header className="bulletin-head">
      <div>
        <h2>
          {say('bulletin.title', { month: monthText(month) })}
          <b className="bulletin-state" data-state={state}>
            {say(`bulletin.state.${state}`)}
          </b>
        </h2>
        <p>
          {id} · {frozenAt === null ? say('bulletin.live') : say('bulletin.frozen', { at: at(frozenAt) })}
          {bulletin.isRunning && ` · ${say('bulletin.running')}`}
        </p>
        <p>
          {[
            say('bulletin.by.drafted', { by: bulletin.drafted.by, at: at(bulletin.drafted.at) }),
            ...(bulletin.issued
              ? [say('bulletin.by.issued', { by: bulletin.issued.by, at: at(bulletin.issued.at) })]
              : []),
            ...(bulletin.signed
              ? [say('bulletin.by.signed', { by: bulletin.signed.by, at: at(bulletin.signed.at) })]
              : []),
          ].join(' · ')}
        </p>
        {bulletin.returned && <p className="bulletin-said">{say('bulletin.returned', bulletin.returned)}</p>}
        {bulletin.withdrawn && <p className="bulletin-said">{say('bulletin.withdrawn', bulletin.withdrawn)}</p>}
        {bulletin.replaces && (
          <p className="bulletin-said">
            <PageLink href={bulletinHref(bulletin.replaces)}>
              {say('bulletin.replaces', { id: bulletin.replaces, reason: bulletin.correction ?? '' })}
            </PageLink>
          </p>
        )}
        {bulletin.replacedBy && (
          <p className="bulletin-said">
            <PageLink href={bulletinHref(bulletin.replacedBy)}>
              {say('bulletin.replaced-by', { id: bulletin.replacedBy })}
            </PageLink>
          </p>
        )}
      </div>
      <div className="bulletin-do">
        <BulletinActions bulletin={bulletin} viewer={viewer} onMade={onMade} />
        {frozenAt !== null && (
          <>
            <ExportLink href={`${path}.docx`}>{say('bulletin.docx')}</ExportLink>
            <ExportLink href={`${path}.xlsx`}>{say('bulletin.xlsx')}</ExportLink>
          </>
        )}
      </div>
    </header>
  );
}

function BulletinMap({ bulletin: { id, frozenAt } }: { bulletin: Bulletin }) {
  return (
    <figure className="bulletin-map">
      <figcaption>{say('bulletin.map')}</figcaption>
      {frozenAt === null ? (
        <p className="desk-help">{say('bulletin.map.later')}</p>
      ) : (
        // One that was not drawn yet is drawn by being asked for.
        <a href={`/api/v1/bulletins/${encodeURIComponent(id)}/map.png`} target="_blank" rel="noreferrer">
          <img src={`/api/v1/bulletins/${encodeURIComponent(id)}/map.png`} alt={say('bulletin.map')} />
        </a>
      )}
    </figure>
  );
}
