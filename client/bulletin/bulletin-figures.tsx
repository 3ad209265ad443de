/** The figures of a bulletin with numerator and denominator, each leading to what stands behind it. */
import type { Bulletin } from '../../server/contract/bulletin.ts';
import { withQuery } from '../connection/ask-server.ts';
import { PageLink } from '../design/page-link.tsx';
import { say } from '../wording/wording.ts';
import { isNotAssessed, ofText, pointsHref, rateText } from './bulletin-text.ts';

export function BulletinFigures({ bulletin }: { bulletin: Bulletin }) {
  const { figures, points, counts, round } = bulletin;
  const records = withQuery('/api/v1/sanitation-assessments.xlsx', { round });
  const notAssessed = points.filter(point => isNotAssessed(point, round)).length;
  return (
    <dl className="bulletin-figures">
      <Figure
        name={say('bulletin.figure.points')}
        value={String(points.length)}
        note={say('bulletin.figure.points.note', { n: notAssessed, carried: figures.carried })}
        href="bulletin-points"
        leads="part"
      />
      <Figure
        name={say('bulletin.figure.repeat-rate')}
        value={rateText(figures.repeatRate)}
        note={ofText(figures.repeatRate)}
        href={records}
        leads="file"
      />
      <Figure
        name={say('bulletin.figure.deducted')}
        value={String(figures.deducted)}
        note={say('bulletin.figure.deducted.note', { n: figures.deductions, lost: figures.lost })}
        href={records}
        leads="file"
      />
      <Figure
        name={say('bulletin.figure.assessed')}
        value={String(figures.assessed)}
        note={say('bulletin.figure.assessed.note', { n: figures.registered })}
        href={pointsHref()}
      />
      <Figure
        name={say('bulletin.figure.cleared-before')}
        value={rateText(figures.clearedRate)}
        note={ofText(figures.clearedRate)}
        href={pointsHref({ state: 'bulletined' })}
      />
      {counts && (
        <>
          <Figure
            name={say('bulletin.figure.cleared')}
            value={say('bulletin.figure.of', { n: counts.cleared, of: points.length })}
            note=""
            href={pointsHref({ state: 'bulletined' })}
          />
          <Figure
            name={say('bulletin.figure.answered')}
            value={say('bulletin.figure.of', { n: counts.answered, of: counts.communities })}
            note=""
            href="bulletin-communities"
            leads="part"
          />
        </>
      )}
    </dl>
  );
}

/** Scrolls the bulletin alone: an address with # would move the whole page. */
function showPart(id: string): void {
  const part = document.getElementById(id);
  part?.closest('.bulletin')?.scrollTo({ top: part.offsetTop });
}

function Figure(props: {
  name: string;
  value: string;
  note: string;
  href: string;
  /** To a part of this page, to a file, or (default) to another view. */
  leads?: 'part' | 'file';
}) {
  const { name, value, note, href, leads } = props;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {leads === 'file' ? (
          <a href={href} download title={say('bulletin.round-records')}>
            {value}
          </a>
        ) : leads === 'part' ? (
          <button type="button" onClick={() => showPart(href)}>
            {value}
          </button>
        ) : (
          <PageLink href={href}>{value}</PageLink>
        )}
        <small>{note}</small>
      </dd>
    </div>
  );
}
