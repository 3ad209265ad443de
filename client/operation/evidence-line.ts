/**
 * What stood behind a target when it was picked: in one line, and where it can be looked at again (demand 24). In: the target. Out: words; an
 * address of the tab 热点 with the same question, of the point, of the incident, or null where there is nothing to look at.
 */
import type { OperationTarget } from '../../server/contract/operation.ts';
import { comparedText, countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

/** What it is, and the number it was picked for with that of the period before. */
export function evidenceLine({ kind, evidence }: Pick<OperationTarget, 'kind' | 'evidence'>): string {
  const words = [say(`target.kind.${kind}`)];
  if (evidence) {
    const { incidents, incidentsBefore, repeats, overdue, lostScore } = evidence.counts;
    switch (evidence.measure) {
      case 'incidents':
        words.push(
          `${say('measure.incidents')} ${countText(incidents)}（${comparedText(incidents, incidentsBefore)}）`,
        );
        break;
      case 'repeats':
        words.push(`${say('measure.repeats')} ${countText(repeats)}`);
        // Of a point both say how it stands [SP-30].
        if (kind === 'scoring-point') words.push(`${say('measure.lost-score')} ${countText(lostScore)}`);
        break;
      case 'overdue':
        words.push(`${say('measure.overdue')} ${countText(overdue)}`);
        break;
      case 'lost-score':
        words.push(`${say('measure.lost-score')} ${countText(lostScore)}`);
    }
    words.push(say('basket.period', { from: evidence.from.slice(5), to: evidence.to.slice(5) }));
  }
  return words.join(' · ');
}

export function evidenceHref({
  kind,
  ref,
  evidence,
}: Pick<OperationTarget, 'kind' | 'ref' | 'evidence'>): string | null {
  if (ref === null) return null;
  const lang = new URLSearchParams(globalThis.location?.search ?? '').get('lang');
  const address = (page: string, values: Record<string, string>) =>
    `/${page}?${new URLSearchParams({ ...values, ...(lang !== null && { lang }) })}`;
  if (kind === 'incident') return address('console', { id: ref });
  if (kind === 'scoring-point') return address('planning', { tab: 'points', point: ref });
  if ((kind !== 'grid' && kind !== 'hexagon') || !evidence) return null;
  const { from, to, measure, categories, groups } = evidence;
  return address('planning', {
    ...{ tab: 'hot-spots', period: 'custom', from, to, by: kind, measure, spot: ref },
    // The second digit of an H3 cell is its resolution.
    ...(kind === 'hexagon' && { resolution: String(Number.parseInt(ref[1] ?? '', 16)) }),
    ...(categories.length > 0 && { categories: categories.join() }),
    ...(groups.length > 0 && { groups: groups.join() }),
  });
}
