/**
 * 已选目标: what was picked in any tab, in its order, with what stood behind it, and the step to a plan. In: where the map is brought, who
 * makes a plan of it (absent = nobody here). Out: targets that are dropped. Folded it is one line, so that the map stays free.
 */
import { use, useEffect, useState } from 'react';
import { Button } from '../design/desk/button.tsx';
import { usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { say } from '../wording/wording.ts';
import { evidenceLine } from './evidence-line.ts';
import { dropTarget, emptyBasket, TargetBasketContext, useTargetBasket } from './target-basket.ts';
import { clearTargetMarks, showTargetMarks, targetMarks } from './target-marks.ts';
import './basket-panel.css';

export function BasketPanel({ onCompose }: { onCompose?: (() => void) | undefined }) {
  const basket = use(TargetBasketContext);
  const targets = useTargetBasket(state => state.targets);
  const { ground } = usePlanningMap();
  const [isOpen, setOpen] = useState(true);

  useEffect(() => {
    if (ground) showTargetMarks(ground.stage.map, targetMarks(targets), ground.context);
  }, [ground, targets]);
  useEffect(() => {
    if (ground) return () => clearTargetMarks(ground.stage.map);
  }, [ground]);

  if (targets.length === 0) return null;
  return (
    <section className="map-card basket" aria-label={say('basket.title')}>
      <header>
        <button type="button" className="basket-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {say('basket.title')}
          <span className="desk-count" role="status">
            {targets.length}
          </span>
        </button>
        <Button kind="plain" small onPress={() => emptyBasket(basket)}>
          {say('basket.empty')}
        </Button>
        {onCompose && (
          <Button kind="primary" small onPress={onCompose}>
            {say('basket.compose')}
          </Button>
        )}
      </header>
      {isOpen && (
        <ol className="basket-list">
          {targets.map((target, i) => (
            <li key={target.id}>
              <b>{i + 1}</b>
              <button type="button" className="basket-name" onClick={() => ground?.lookAt([target.lon, target.lat])}>
                {target.name}
              </button>
              <small>{evidenceLine(target)}</small>
              <Button
                kind="plain"
                small
                label={say('basket.drop', { name: target.name })}
                onPress={() => dropTarget(basket, target.id)}
              >
                <span aria-hidden="true">✕</span>
              </Button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
