/** The operation on the map of the planning desk: ways, stops, where squads are now, and what the signs mean. In: the record. Its places are looked at once. */
import { useEffect, useRef } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { MapSlot, usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { say } from '../wording/wording.ts';
import { LIVE_SIGNS, PLAN_SIGNS } from './operation-legend.tsx';
import { boundsOfPlan } from './operation-marks.ts';
import { useOperationOnMap } from './use-operation-on-map.ts';

const EDGE_PX = 72;
const CLOSEST_ZOOM = 16;

export function DayMap({ record }: { record: OperationRecord }) {
  const { ground } = usePlanningMap();
  const map = ground?.stage.map ?? null;
  useOperationOnMap(map, record, ground?.context ?? null, { hasBodies: false });

  const lookedAt = useRef<unknown>(null);
  const bounds = boundsOfPlan(record);
  useEffect(() => {
    if (!map || !bounds || lookedAt.current === map) return;
    lookedAt.current = map;
    map.fitBounds(bounds, { padding: EDGE_PX, maxZoom: CLOSEST_ZOOM, animate: false });
  }, [map, bounds]);

  const signs = record.startedAt === null ? PLAN_SIGNS : LIVE_SIGNS;
  return (
    <MapSlot at="legend">
      <p className="day-legend">
        {signs.map(({ name, sign }) => (
          <span key={name}>
            <svg viewBox="-1 -1 2 2" aria-hidden="true">
              {sign}
            </svg>
            {say(name)}
          </span>
        ))}
      </p>
    </MapSlot>
  );
}
