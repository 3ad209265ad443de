/**
 * The stops of a squad in their order. In: stops, the distances between them, which one is looked at. Out: a new order, by dragging a row or
 * by keyboard (Enter on the handle, arrow keys, Enter), and the one that is chosen.
 */
import { Button } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import type { StopOrder } from '../../server/contract/operation.ts';
import { useProfile } from '../profile/profile-names.ts';
import { clockTime, distanceText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';
import type { DraftStop } from './plan-draft.ts';

export function StopList(props: {
  label: string;
  stops: readonly DraftStop[];
  way: StopOrder | null;
  chosen: string | null;
  onChoose: (id: string | null) => void;
  onMove: (moved: ReadonlySet<string>, beside: string, where: 'before' | 'after') => void;
}) {
  const { label, stops, way, chosen, onChoose, onMove } = props;
  const { timeZone } = useProfile();
  const metres = new Map(way?.stops.map(({ id, distanceM }) => [id, distanceM]));
  const { dragAndDropHooks } = useDragAndDrop<DraftStop>({
    getItems: (_keys, items) => items.map(({ name }) => ({ 'text/plain': name })),
    onReorder({ keys, target }) {
      if (target.dropPosition === 'on') return;
      onMove(new Set([...keys].map(String)), String(target.key), target.dropPosition);
    },
  });
  return (
    <GridList
      className="stop-list"
      aria-label={label}
      items={stops.map((stop, i) => ({ ...stop, order: i + 1 }))}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={keys => onChoose(keys === 'all' ? null : ([...keys].map(String)[0] ?? null))}
      dragAndDropHooks={dragAndDropHooks}
      renderEmptyState={() => <p className="desk-help">{say('plan.stops.none')}</p>}
    >
      {stop => {
        const distanceM = metres.get(stop.id);
        return (
          <GridListItem className="stop-row" id={stop.id} textValue={`${stop.order} ${stop.name}`}>
            <Button slot="drag" className="stop-handle" aria-label={say('plan.stop.move', { name: stop.name })}>
              <span aria-hidden="true">⠿</span>
            </Button>
            <b>{stop.order}</b>
            <span className="stop-name">{stop.name}</span>
            <span className="stop-time">
              {stop.plannedAt === null ? say('value.not-set') : clockTime(stop.plannedAt, timeZone)}
            </span>
            <small>{say('plan.stop.stay', { n: stop.dwellMin ?? 0 })}</small>
            <small className="stop-metres">{distanceM === undefined ? '' : distanceText(distanceM)}</small>
          </GridListItem>
        );
      }}
    </GridList>
  );
}
