/**
 * Where everything stands on a wall. In: scale (sizes and seams) and window. Out: boxes in CSS px.
 * The map runs edge to edge below all of them. No box that holds text comes nearer to a seam than `seamClearance`, because a
 * digit behind a bezel is a wrong digit; a wall without seams uses one tall rail on each side.
 */
import type { Box } from '../design/wall-card.tsx';
import type { WallScale } from '../design/wall-profile.ts';
import type { Margins } from '../map/overview-camera.ts';

export interface WallLayout {
  headerStart: Box;
  /** Null where a seam runs through the middle of the wall: the clock then stands in the first box. */
  headerMiddle: Box | null;
  headerEnd: Box;
  /** From top to bottom. */
  left: Box[];
  /** Empty in density class S: thirteen lines of text leave room for one rail only. */
  right: Box[];
  /** Null on walls with seams: activities stand in the lower left box, notes in the last box of the header. */
  ticker: Box | null;
  /** Legend, scale bar and notes, on the map. */
  legend: Box;
  /** Over the map's top edge, as high as what stands in it: alarms, the state of the link. Two halves where a seam is in the middle. */
  strip: [Box] | [Box, Box];
  /** Ground that the overview camera must not use. */
  mapMargins: Margins;
}

/** Everything on the wall that a label of the map must not run under: panels, and the strips along the seams. */
export function guardedBoxes(layout: WallLayout, scale: WallScale, width: number, height: number): Box[] {
  const { headerStart, headerMiddle, headerEnd, left, right, ticker, legend, strip } = layout;
  const clearance = scale.seamClearance;
  return [
    ...[headerStart, headerMiddle, headerEnd, ...left, ...right, ticker, legend, ...strip].filter(box => box !== null),
    ...scale.seamsX.map(x => ({ left: x - clearance, top: 0, width: 2 * clearance, height })),
    ...scale.seamsY.map(y => ({ left: 0, top: y - clearance, width, height: 2 * clearance })),
  ];
}

const SAFE_SHARE = 0.012; // wall-ux §4: LED edges, and the shift of the whole page against burn-in
const RAIL_SHARE = 0.24;
const RAIL_SHARE_WIDE = 0.19;
const RAIL_SHARE_SPARSE = 0.36;
const WIDE_ASPECT = 2.6;
/** Least height of an alarm banner (alarm-banner.css), in its own ems. */
const BANNER_EMS = 1.36;

export function wallLayout(scale: WallScale, width: number, height: number): WallLayout {
  const { px, seamClearance: clearance } = scale;
  const s = px.body / 2;
  const safe = SAFE_SHARE * Math.min(width, height * (16 / 9));
  const wide = scale.aspect >= WIDE_ASPECT;
  const headerHeight = 1.86 * px.body;
  const tickerHeight = 1.57 * px.body;
  const [firstSeam, lastSeam] = [scale.seamsX[0] ?? null, scale.seamsX.at(-1) ?? null];
  const seamY = scale.seamsY[0] ?? null;

  const sparse = scale.density === 'S';
  const railWidth = (sparse ? RAIL_SHARE_SPARSE : wide ? RAIL_SHARE_WIDE : RAIL_SHARE) * width;
  const leftEnd = Math.min(safe + railWidth, (firstSeam ?? width) - clearance);
  const rightStart = Math.max(width - safe - railWidth, (lastSeam ?? 0) + clearance);

  const hasTicker = seamY === null;
  const bottom = height - safe - (hasTicker ? tickerHeight + s : 0);
  const headerTop = safe * 0.4;
  const top = headerTop + headerHeight + s * 0.2;
  const rows =
    seamY === null
      ? [[top, bottom]]
      : [
          [top, seamY - clearance],
          [seamY + clearance, bottom],
        ];
  const rail = (left: number, right: number): Box[] =>
    rows.map(([from, to]) => ({ left, top: from!, width: right - left, height: to! - from! }));

  // The columns that the middle of the wall offers between two seams.
  const stripHeight = BANNER_EMS * px.banner;
  const middle = width / 2;
  const seamInMiddle = scale.seamsX.some(x => Math.abs(x - middle) < px.title * 6);
  const middleStart = (firstSeam ?? leftEnd) + (firstSeam === null ? s : clearance);
  const nextSeam = scale.seamsX.find(x => x > middleStart) ?? null;
  const middleEnd = nextSeam !== null ? nextSeam - clearance : sparse ? width - safe : rightStart - s;

  const strip = (from: number, to: number): Box => ({ left: from, top, width: to - from, height: stripHeight });
  const afterNext = scale.seamsX.find(x => nextSeam !== null && x > nextSeam) ?? null;
  const secondEnd = afterNext !== null ? afterNext - clearance : rightStart - s;

  // Without a middle box the first one holds the clock too, and needs the whole first column.
  const headerEndStart = hasTicker ? rightStart : (lastSeam ?? rightStart) + clearance;
  const headerStartEnd = seamInMiddle && firstSeam !== null ? firstSeam - clearance : leftEnd;

  const legendHeight = px.min * 1.5;
  const mapBottom = height - safe - (hasTicker ? tickerHeight + s : 0);
  return {
    headerStart: { left: safe, top: headerTop, width: headerStartEnd - safe, height: headerHeight },
    headerMiddle:
      seamInMiddle || sparse
        ? null
        : { left: middleStart, top: headerTop, width: middleEnd - middleStart, height: headerHeight },
    headerEnd: { left: headerEndStart, top: headerTop, width: width - safe - headerEndStart, height: headerHeight },
    left: rail(safe, leftEnd),
    right: sparse ? [] : rail(rightStart, width - safe),
    ticker: hasTicker
      ? { left: safe, top: height - safe - tickerHeight, width: width - 2 * safe, height: tickerHeight }
      : null,
    legend: { left: middleStart, top: mapBottom - legendHeight, width: middleEnd - middleStart, height: legendHeight },
    strip:
      seamInMiddle && nextSeam !== null
        ? [strip(middleStart, middleEnd), strip(nextSeam + clearance, secondEnd)]
        : [strip(middleStart, middleEnd)],
    mapMargins: {
      // An alarm covers the strip of the map above this, never a part of the subdistrict.
      top: top + stripHeight + s * 0.5,
      bottom: height - mapBottom + legendHeight + s,
      left: leftEnd + s,
      right: sparse ? safe : width - rightStart + s,
    },
  };
}
