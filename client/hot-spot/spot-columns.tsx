/** Columns of the ranking: rank, place, the number of the measure with its change and share, and the press that picks. */
import type { HotSpot } from '../../server/contract/hot-spot.ts';
import { Button } from '../design/desk/button.tsx';
import type { VirtualColumn } from '../design/desk/virtual-table.tsx';
import type { ProfileNames } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { changeText, numberText, shareText } from './spot-text.ts';

export interface RankedSpot extends HotSpot {
  rank: number;
}

export function spotColumns(of: {
  profile: ProfileNames;
  measure: string;
  picked: ReadonlySet<string>;
  /** Their evidence is on its way. */
  waiting: ReadonlySet<string>;
  onPick: (spot: RankedSpot) => void;
}): VirtualColumn<RankedSpot>[] {
  const { profile, picked, waiting, onPick } = of;
  return [
    { id: 'rank', name: '#', width: '26px', isNumber: true, cell: ({ rank }) => rank },
    {
      id: 'place',
      name: say('spots.place'),
      width: 'minmax(80px, 1fr)',
      cell: spot => (
        <>
          {spotName(spot)}
          <small>{spot.community === null ? say('incident.outside-area') : profile.community(spot.community)}</small>
        </>
      ),
    },
    { id: 'number', name: of.measure, width: '42px', isNumber: true, cell: ({ number }) => numberText(number) },
    {
      id: 'change',
      name: say('spots.change'),
      width: '48px',
      isNumber: true,
      cell: ({ change }) => changeText(change) || say('value.unknown'),
    },
    { id: 'share', name: say('spots.share'), width: '42px', isNumber: true, cell: ({ share }) => shareText(share) },
    {
      id: 'pick',
      name: <span className="desk-hidden">{say('spots.pick')}</span>,
      width: '62px',
      cell: spot => (
        <Button
          small
          kind={picked.has(spot.id) ? 'plain' : 'quiet'}
          label={say(picked.has(spot.id) ? 'spots.picked.of' : 'spots.pick.of', { name: spotName(spot) })}
          isPending={waiting.has(spot.id)}
          onPress={() => onPick(spot)}
        >
          {say(picked.has(spot.id) ? 'spots.picked' : 'spots.pick')}
        </Button>
      ),
    },
  ];
}

/** A hexagon far from any named place is called by its cell. */
export function spotName({ id, name, kind }: Pick<HotSpot, 'id' | 'name' | 'kind'>): string {
  if (name !== null) return kind === 'hexagon' ? say('spots.near', { place: name }) : name;
  return kind === 'hexagon' ? say('spots.cell', { cell: id.replace(/f+$/, '').slice(-5) }) : id;
}
