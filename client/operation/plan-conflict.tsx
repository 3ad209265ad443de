/** Who is somewhere else at that time, said where he or it stands in the plan ([O-12]). In: the conflicts, the squad, the name. Out: a sentence with a link to the other operation. */
import type { PlanConflict } from '../../server/contract/operation.ts';
import { useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import { operationHref } from './operations-address.ts';

/** Of one person, plate or unit in one squad; a unit may be on a shift too. */
export function conflictsOf(
  conflicts: readonly PlanConflict[],
  squad: string,
  what: 'person' | 'vehicle' | 'unit',
  name: string,
): PlanConflict[] {
  return conflicts.filter(
    one =>
      one.squad === squad && one.name === name && (one.what === what || (what === 'unit' && one.what === 'roster')),
  );
}

export function ConflictLines({ conflicts }: { conflicts: readonly PlanConflict[] }) {
  const { timeZone } = useProfile();
  return conflicts.map(({ operation, title, name, from, to }) => {
    const when = { from: timeOrDate(from, to, timeZone), to: timeOrDate(to, from, timeZone) };
    return (
      <p key={`${operation} ${title} ${from}`} className="desk-error plan-conflict">
        {say('plan.conflict', { name })}{' '}
        {operation === null ? (
          <b>{title}</b>
        ) : (
          <a href={operationHref({ operation })} target="_blank" rel="noreferrer">
            {title}
          </a>
        )}{' '}
        {say('plan.conflict.time', when)}
      </p>
    );
  });
}
