/** What hot spots are counted over and ranked by. In: the choice of the address. Out: changes of it. */
import { use } from 'react';
import { hotSpotBy, hotSpotMeasure } from '../../server/contract/hot-spot.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { DayField } from '../design/desk/date-time-field.tsx';
import { FilterSelect } from '../design/desk/filter-select.tsx';
import { MultiSelect } from '../design/desk/multi-select.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { Select } from '../design/desk/select.tsx';
import type { ChangeValues } from '../desk-frame/use-address-values.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { type ChoiceName, type ChoiceTexts, type HotSpotChoice, RESOLUTIONS } from './hot-spot-choice.ts';
import { LONG_PERIODS, pastMonths } from './spot-period.ts';

const PAST_MONTHS = 12;
/** In the list of categories a whole group stands before its own. */
const GROUP = 'group:';

export function SpotChoices(props: {
  viewer: Viewer;
  texts: ChoiceTexts;
  choice: HotSpotChoice;
  change: ChangeValues<ChoiceName>;
}) {
  const { viewer, texts, choice, change } = props;
  const { geodata, timeZone, zone: zoneName } = useProfile();
  const clock = use(ServerClockContext);
  const { profile, zones } = geodata;
  const months = pastMonths(clock.serverNow(), timeZone, PAST_MONTHS);
  const ownZone = viewer.scope.zone;
  return (
    <div className="spot-choices">
      <Select
        isLabelHidden
        label={say('spots.period')}
        value={texts.period}
        options={[
          { id: 'month', name: say('spots.period.month') },
          ...months.map(month => ({ id: month, name: monthText(month) })),
          ...LONG_PERIODS.map(id => ({ id, name: say(`spots.period.${id}`) })),
          { id: 'custom', name: say('spots.period.custom') },
        ]}
        onChange={period => change({ period, ...(period === 'custom' && texts.from === '' ? choice.dates : {}) })}
      />
      {ownZone === undefined ? (
        <FilterSelect
          label={say('spots.zone')}
          all={say('spots.zone.all')}
          value={texts.zone}
          options={zones.features.map(({ properties: { id, name } }) => ({ id, name }))}
          onChange={zone => change({ zone, spot: '' })}
        />
      ) : (
        <p className="planning-own-zone">{zoneName(ownZone)}</p>
      )}
      <MultiSelect
        label={say('spots.categories')}
        all={say('spots.categories.all')}
        sections={profile.groups.map(group => ({
          id: group.id,
          name: group.name,
          options: [
            { id: GROUP + group.id, name: say('spots.whole-group', { group: group.name }) },
            ...profile.categories
              .filter(category => category.group === group.id)
              .map(({ id, name, shortName }) => ({ id, name: shortName ?? name, alsoCalled: name })),
          ],
        }))}
        value={[...choice.groups.map(id => GROUP + id), ...choice.categories]}
        onChange={ids =>
          change({
            groups: ids.flatMap(id => (id.startsWith(GROUP) ? [id.slice(GROUP.length)] : [])).join(),
            categories: ids.filter(id => !id.startsWith(GROUP)).join(),
          })
        }
      />
      {texts.period === 'custom' && (
        <>
          <DayField label={say('spots.from')} value={texts.from} onChange={from => change({ from }, 'replace')} />
          <DayField label={say('spots.to')} value={texts.to} onChange={to => change({ to }, 'replace')} />
        </>
      )}
      <div className="spot-choices-row">
        <SegmentedFilter
          label={say('spots.measure')}
          segments={hotSpotMeasure.options.map(id => ({ id, name: say(`measure.${id}`) }))}
          value={choice.measure}
          onChange={measure => change({ measure })}
        />
        <SegmentedFilter
          label={say('spots.by')}
          segments={hotSpotBy.options.map(id => ({ id, name: say(`spots.by.${id}`) }))}
          value={choice.by}
          onChange={by => change({ by, spot: '' })}
        />
        {choice.by === 'hexagon' && (
          <Select
            isLabelHidden
            label={say('spots.resolution')}
            value={choice.resolution}
            options={RESOLUTIONS.map(id => ({ id, name: say(`spots.resolution.${id}`) }))}
            onChange={resolution => change({ resolution, spot: '' })}
          />
        )}
      </div>
    </div>
  );
}

function monthText(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return say('round.month', { year, month: Number(number) });
}
