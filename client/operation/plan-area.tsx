/** The area of an operation: drawn corner by corner on the map, or laid around its targets. In: the draft. Out: a closed ring, or none. */
import { use, useEffect, useRef, useState } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { Button } from '../design/desk/button.tsx';
import { drawRing } from '../planning-map/draw-area.ts';
import { MapSlot, usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { useEscape } from '../planning-map/use-escape.ts';
import { say } from '../wording/wording.ts';
import { changeDraft, DraftContext, useDraft } from './draft-store.ts';
import { hectares } from './hectares.ts';
import { useProblemAt } from './plan-problems.ts';
import { AROUND_M, ringAround } from './ring-around.ts';

export function PlanArea() {
  const store = use(DraftContext);
  const area = useDraft(state => state.draft.area);
  const targets = useDraft(state => state.draft.targets);
  const { ground } = usePlanningMap();
  const problemAt = useProblemAt();
  const [isDrawing, setDrawing] = useState(false);
  const put = (ring: LonLat[] | null) => changeDraft(store, draft => ({ ...draft, area: ring }));
  const told = useRef(put);
  told.current = put;

  useEffect(() => {
    if (!isDrawing || !ground) return;
    return drawRing(ground, 'polygon', ring => {
      setDrawing(false);
      if (ring) told.current(ring);
    });
  }, [isDrawing, ground]);
  useEscape(isDrawing ? () => setDrawing(false) : null);

  return (
    <section className="plan-section" aria-label={say('operation.area')}>
      <p>
        {say('operation.area')}：
        <b>{area === null ? say('value.not-set') : say('operation.area.drawn', { ha: hectares(area) })}</b>
      </p>
      {problemAt('area') && <p className="desk-error">{problemAt('area')}</p>}
      <div className="desk-actions">
        <Button small whyNot={ground ? null : say('map.recovering')} onPress={() => setDrawing(!isDrawing)}>
          {say(isDrawing ? 'plan.area.stop' : area ? 'plan.area.draw-again' : 'plan.area.draw')}
        </Button>
        <Button
          small
          whyNot={targets.length === 0 ? say('plan.area.no-targets') : null}
          onPress={() => put(ringAround(targets))}
        >
          {say('plan.area.around', { m: AROUND_M })}
        </Button>
        {area && (
          <Button small kind="plain" onPress={() => put(null)}>
            {say('plan.area.none')}
          </Button>
        )}
      </div>
      {isDrawing && (
        <MapSlot at="tip">
          <p className="map-card map-purpose" role="status">
            {say('plan.area.help')}
          </p>
        </MapSlot>
      )}
    </section>
  );
}
