/** The length of a line on the ground. How true the ground is says the foot of the desk, on every page. */
import { ScaleBar } from '../design/scale-bar.tsx';

const WIDEST_SCALE_PX = 120;

export function MapFoot({ metresPerPx }: { metresPerPx: number }) {
  return (
    <p className="map-foot">
      <ScaleBar metresPerPx={metresPerPx} widestPx={WIDEST_SCALE_PX} />
    </p>
  );
}
