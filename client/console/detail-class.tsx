/** The category's row of the negative list: what exactly is wrong, and which organs look, urge, revisit and punish. */
import type { OrganId } from '../../server/contract/ids.ts';
import type { IncidentRecord } from '../../server/contract/incident.ts';
import type { DutyOrgan, NegativeListItem } from '../../server/contract/negative-list.ts';
import { type ProfileNames, useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { DetailSection, Pairs } from './detail-section.tsx';

const COLUMNS = ['patrol', 'urge', 'revisit', 'punish'] as const;

export function DetailClass({ record, item }: { record: IncidentRecord; item: NegativeListItem | null }) {
  const profile = useProfile();
  const notSet = say('value.not-set');
  return (
    <DetailSection title={say('detail.class')} {...(item && { note: item.source })}>
      {item?.text && <p className="detail-list-text">{item.text}</p>}
      <Pairs
        pairs={[
          [
            say('event-field.category'),
            item ? `${item.businessClass} / ${item.subClass} / ${item.name}` : profile.category(record.category),
          ],
          [say('event-field.grade'), record.grade === null ? say('level.none') : profile.grade(record.grade)],
          [say('event-field.level'), say(record.level === null ? 'level.none' : `level.${record.level}`)],
          record.neglected ? [say('detail.neglected'), say('detail.neglected-yes')] : null,
          ...(item
            ? COLUMNS.map(
                column => [say(`duty.${column}`), dutyWords(item[column], record, profile) ?? notSet] as const,
              )
            : []),
        ]}
      />
    </DetailSection>
  );
}

function dutyWords(duty: readonly DutyOrgan[] | null, record: IncidentRecord, profile: ProfileNames): string | null {
  if (duty === null) return null;
  const { territorial } = profile.geodata.profile.command;
  const concrete = (organ: OrganId) =>
    organ === territorial && record.community !== null ? `${organ}:${record.community}` : organ;
  const words = duty.map(({ organ, via }) => {
    const name = profile.organ(concrete(organ));
    return via === null ? name : say('organ.name-via', { organ: name, via: profile.organ(via) });
  });
  return words.join('、') || '—';
}
