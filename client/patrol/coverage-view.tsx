/** 巡查覆盖 of today on a map: asks, draws, explains. In: the map. Out: nothing but a look; leaving it takes the shades away. */
import { useEffect } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { MapStage } from '../map/map-canvas.tsx';
import type { StyleContext } from '../map/style-context.ts';
import { useProfile } from '../profile/profile-names.ts';
import { clearCoverage, showCoverage } from './coverage-layer.ts';
import { CoverageLegend } from './coverage-legend.tsx';
import { coverageShades } from './coverage-shade.ts';
import { useCoverage } from './use-coverage.ts';

export function CoverageView(props: { stage: MapStage; context: StyleContext; onGoTo: (at: LonLat) => void }) {
  const { stage, context, onGoTo } = props;
  const { geodata } = useProfile();
  const { value, problem } = useCoverage();

  useEffect(() => {
    if (value) showCoverage(stage.map, coverageShades(geodata.grids, value), context);
  }, [value, stage, context, geodata]);
  useEffect(() => () => clearCoverage(stage.map), [stage]);

  const goToCommunity = (code: string) => {
    const found = geodata.communities.features.find(({ properties }) => properties.code === code);
    if (found) onGoTo([found.properties.labelAt[0], found.properties.labelAt[1]]);
  };
  return <CoverageLegend answer={value} problem={problem} onCommunity={goToCommunity} />;
}
