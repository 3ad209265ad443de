/** Draws the rows of a previewed sheet and listens for clicks on them. In: rows, the one looked at. Out: the clicked one. */
import type { MapLayerMouseEvent } from 'maplibre-gl';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { PreviewRow } from '../../server/contract/sanitation-import.ts';
import { MapSlot, usePlanningMap } from '../planning-map/planning-map-parts.tsx';
import { say } from '../wording/wording.ts';
import { ROW_KINDS, RowKindName } from './row-sign.tsx';
import { clearRowSigns, markRowSign, ROW_SIGN, showRowSigns } from './rows-layer.ts';

export function RowsOnMap(props: {
  rows: readonly PreviewRow[];
  chosen: number | null;
  onChoose: (row: number) => void;
}) {
  const { rows, chosen } = props;
  const { ground } = usePlanningMap();
  const told = useRef(props);
  told.current = props;

  useEffect(() => {
    if (ground) showRowSigns(ground.stage.map, rows, ground.context);
  }, [ground, rows]);
  const lookAtChosen = useEffectEvent((at: NonNullable<typeof ground>) => {
    const row = rows.find(one => one.row === chosen);
    if (row && row.lon !== null && row.lat !== null) at.lookAt([row.lon, row.lat], true);
  });
  useEffect(() => {
    if (!ground) return;
    markRowSign(ground.stage.map, chosen);
    if (chosen !== null) lookAtChosen(ground);
  }, [ground, chosen]);
  useEffect(() => {
    if (!ground) return;
    const { map } = ground.stage;
    const click = ({ features }: MapLayerMouseEvent) => {
      const row = features?.at(0)?.properties.row as number | undefined;
      if (row !== undefined) told.current.onChoose(row);
    };
    const enter = () => {
      map.getCanvas().style.cursor = 'pointer';
    };
    const leave = () => {
      map.getCanvas().style.cursor = '';
    };
    map.on('click', ROW_SIGN, click);
    map.on('mouseenter', ROW_SIGN, enter);
    map.on('mouseleave', ROW_SIGN, leave);
    return () => {
      map.off('click', ROW_SIGN, click);
      map.off('mouseenter', ROW_SIGN, enter);
      map.off('mouseleave', ROW_SIGN, leave);
      clearRowSigns(map);
    };
  }, [ground]);

  const placeless = rows.filter(({ lon }) => lon === null).length;
  return (
    <MapSlot at="legend">
      <section className="map-card point-legend" aria-label={say('sheet.legend')}>
        <ul>
          {ROW_KINDS.map(kind => (
            <li key={kind} className="sheet-legend-row">
              <RowKindName kind={kind} />
              <b>{rows.filter(row => row.kind === kind).length}</b>
            </li>
          ))}
        </ul>
        {placeless > 0 && <p>{say('sheet.placeless', { n: placeless })}</p>}
      </section>
    </MapSlot>
  );
}
