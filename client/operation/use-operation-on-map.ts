/**
 * A joint operation on a map that is there: its plan when the record or the ways change, its squads once a second, because units move without
 * any message. In: the map, the operation or null, the sizes. Out: nothing; it takes away what it drew. `onDrawn`: whatever has to lie on top
 * of it (the guard of a wall) is put there again; `hasBodies`: the map draws units itself.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { use, useEffect, useMemo, useRef, useState } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { ServerClockContext } from '../clock/use-server-now.ts';
import { loadLabelFonts } from '../map/map-fonts.ts';
import type { StyleContext } from '../map/style-context.ts';
import { UnitPositionsContext } from '../patrol/use-unit-summary.ts';
import { useProfile } from '../profile/profile-names.ts';
import { WallStoreContext } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { clearOperation, showOperation, showSquads } from './operation-layer.ts';
import { operationMarks, squadMarks } from './operation-marks.ts';
import { useOperationWays } from './use-operation-ways.ts';

const SQUADS_EVERY_MS = 1000;

export function useOperationOnMap(
  map: MapLibreMap | null,
  operation: OperationRecord | null,
  context: StyleContext | null,
  options: { onDrawn?: () => void; hasBodies?: boolean } = {},
): void {
  const { onDrawn, hasBodies = true } = options;
  const store = use(WallStoreContext);
  const clock = use(ServerClockContext);
  const positions = use(UnitPositionsContext);
  const ways = useOperationWays(operation);
  const { geodata } = useProfile();
  const marks = useMemo(() => {
    if (!operation) return null;
    const zone = geodata.zones.features.find(({ properties }) => properties.id === operation.zone);
    return operationMarks(operation, ways, zone?.geometry ?? null);
  }, [operation, ways, geodata]);
  const areLettersThere = useLetters(operation);
  const drawn = useRef(onDrawn);
  drawn.current = onDrawn;

  useEffect(() => {
    if (!map || !context || !operation || !marks || !areLettersThere) return;
    const isOut = operation.startedAt !== null && operation.finishedAt === null;
    const squads = () =>
      squadMarks(isOut ? operation.squads : [], positions, store.getState().units, clock.serverNow());
    const draw = () => {
      showOperation(map, marks, squads(), context, hasBodies);
      drawn.current?.();
    };
    draw();
    // Another style (the window changed its size) took everything away.
    map.on('style.load', draw);
    const timer = setInterval(() => map.style && showSquads(map, squads()), SQUADS_EVERY_MS);
    return () => {
      clearInterval(timer);
      map.off('style.load', draw);
    };
  }, [map, operation, marks, areLettersThere, context, hasBodies, positions, store, clock]);

  const id = operation?.id ?? null;
  useEffect(() => {
    if (map && id !== null) return () => clearOperation(map);
  }, [map, id]);
}

/** Names are drawn on a canvas, which asks for no letter by itself (map-fonts.ts). */
function useLetters(operation: OperationRecord | null): boolean {
  const names = operation && lettersOf(operation);
  const [loaded, setLoaded] = useState<string | null>(null);
  useEffect(() => {
    if (names === null) return;
    let left = false;
    // Without the font a name is drawn in whatever the machine has: better than no plan on the map.
    void loadLabelFonts([names])
      .catch(error => console.warn('Letters of an operation:', error))
      .then(() => !left && setLoaded(names));
    return () => {
      left = true;
    };
  }, [names]);
  return names !== null && loaded === names;
}

function lettersOf({ muster, squads }: OperationRecord): string {
  const names = squads.flatMap(({ name, stops }) => [name, ...stops.map(stop => stop.name)]);
  const own = say('operation.mark.muster') + say('operation.mark.off-route') + say('operation.mark.muster-of');
  return [...new Set([...names, muster?.name ?? '', own].join(''))].sort().join('');
}
