/** What narrows the register. In: the choice of the address and how many there are of each class. Out: changes of it. */
import type { Viewer } from '../../server/contract/viewer.ts';
import { CheckBox } from '../design/desk/check-box.tsx';
import { FilterSelect } from '../design/desk/filter-select.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import type { ChangeValues } from '../desk-frame/use-address-values.ts';
import { useProfile } from '../profile/profile-names.ts';
import { useVenueTypes } from '../profile/venue-types.ts';
import { classText, WORST_FIRST } from '../sanitation-point/point-class.ts';
import { say } from '../wording/wording.ts';
import type { PointChoice, PointChoiceName, ShownPoints } from './point-choice.ts';

export function PointFilters(props: {
  viewer: Viewer;
  choice: PointChoice;
  shown: ShownPoints | null;
  change: ChangeValues<PointChoiceName>;
}) {
  const { viewer, choice, shown, change } = props;
  const { geodata, zone: zoneName } = useProfile();
  const venues = useVenueTypes();
  const ownZone = viewer.scope.zone;
  const zone = ownZone ?? choice.zone;
  const communities = geodata.communities.features
    .map(({ properties }) => properties)
    .filter(community => zone === '' || community.zone === zone);
  const all = shown && WORST_FIRST.reduce((sum, one) => sum + shown.counts[one], 0);
  return (
    <div className="point-filters">
      <TextField
        label={say('register.search')}
        isLabelHidden
        type="search"
        value={choice.q}
        onChange={q => change({ q }, 'replace')}
        placeholder={say('register.search.placeholder')}
      />
      <FilterSelect
        label={say('register.venue')}
        all={say('register.venue.all')}
        value={choice.venue}
        options={venues.options}
        onChange={venue => change({ venue })}
      />
      {ownZone === undefined ? (
        <FilterSelect
          label={say('spots.zone')}
          all={say('spots.zone.all')}
          value={choice.zone}
          options={geodata.zones.features.map(({ properties: { id, name } }) => ({ id, name }))}
          onChange={id => change({ zone: id, community: '' })}
        />
      ) : (
        <p className="planning-own-zone">{zoneName(ownZone)}</p>
      )}
      <FilterSelect
        label={say('register.community')}
        all={say('register.community.all')}
        value={choice.community}
        options={communities.map(({ code, name }) => ({ id: code, name }))}
        onChange={community => change({ community })}
      />
      <div className="point-filters-row">
        <SegmentedFilter
          label={say('register.state')}
          segments={[
            { id: '', name: say('register.state.all'), count: all },
            ...WORST_FIRST.map(id => ({ id, name: classText(id), count: shown?.counts[id] })),
          ]}
          value={choice.state}
          onChange={state => change({ state })}
        />
      </div>
      {((shown?.odd ?? 0) > 0 || choice.odd !== '') && (
        <div className="point-filters-row">
          <CheckBox
            label={say('register.odd.only', { n: shown?.odd ?? 0 })}
            isChecked={choice.odd !== ''}
            onChange={isOn => change({ odd: isOn ? 'yes' : '' })}
          />
        </div>
      )}
    </div>
  );
}
