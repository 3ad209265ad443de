/**
 * What is known of the wall a page is shown on: how big it is, how far away the farthest seat is, where its seams run.
 * Every size on the wall comes from here, as an angle seen from that seat, so the same sentence is equally readable on a
 * television at 5 m and on an LED wall at 6 m. In: profile and window size. Out: CSS pixels an arc minute, and named sizes.
 */
export interface WallProfile {
  id: string;
  /** Native pixels of the whole wall. */
  widthPx: number;
  heightPx: number;
  /** Size of one native pixel. */
  pitchMm: number;
  /** Eye of the farthest seat that must read everything. */
  designDistanceM: number;
  /** Joints between panels, in native pixels from the left and the top edge; empty for one panel and for LED. */
  seamsX: readonly number[];
  seamsY: readonly number[];
  /** Width of one joint. */
  bezelMm: number;
}

const noSeams = { seamsX: [], seamsY: [], bezelMm: 0 } as const;

/** The seven walls that wall-ux §4 calculates, first one is the default. */
export const WALL_PROFILES: readonly WallProfile[] = [
  { id: 'tv98-5m', widthPx: 3840, heightPx: 2160, pitchMm: 0.565, designDistanceM: 5, ...noSeams },
  { id: 'tv86-4m', widthPx: 3840, heightPx: 2160, pitchMm: 0.496, designDistanceM: 4, ...noSeams },
  { id: 'tv98-8m', widthPx: 3840, heightPx: 2160, pitchMm: 0.565, designDistanceM: 8, ...noSeams },
  {
    id: 'lcd-3x2',
    widthPx: 5760,
    heightPx: 2160,
    pitchMm: 0.63,
    designDistanceM: 5,
    seamsX: [1920, 3840],
    seamsY: [1080],
    bezelMm: 3.5,
  },
  {
    id: 'lcd-4x2',
    widthPx: 7680,
    heightPx: 2160,
    pitchMm: 0.63,
    designDistanceM: 6,
    seamsX: [1920, 3840, 5760],
    seamsY: [1080],
    bezelMm: 3.5,
  },
  { id: 'led-p0.9', widthPx: 7680, heightPx: 2160, pitchMm: 0.9, designDistanceM: 6, ...noSeams },
  { id: 'led-p1.25', widthPx: 3840, heightPx: 2160, pitchMm: 1.25, designDistanceM: 6, ...noSeams },
];

/** A 24" monitor at arm's length: the same angles, and therefore symbols and map labels of the size a desk needs (wall-ux §0). */
const DESK: WallProfile = {
  id: 'desk',
  widthPx: 1920,
  heightPx: 1080,
  pitchMm: 0.277,
  designDistanceM: 0.6,
  ...noSeams,
};

/** Angles of wall-ux §4 in arc minutes. */
export const SIZES_ARCMIN = {
  min: 22,
  body: 27,
  title: 36,
  kpi: 45,
  banner: 49,
  stroke: 1.5,
  unit: 30,
  incident: 42,
} as const;
export type SizeToken = keyof typeof SIZES_ARCMIN;

/** L >= 28 lines of body text, M 18-27, S < 18. */
export type DensityClass = 'L' | 'M' | 'S';

export interface WallScale {
  profile: WallProfile;
  /** CSS pixels of an arc minute seen from the design distance. */
  pxPerArcmin: number;
  /** CSS pixels of each named size. */
  px: Record<SizeToken, number>;
  density: DensityClass;
  /** Width to height of the window. */
  aspect: number;
  /** Joints in CSS pixels, and half the width that must stay free of text on each side of them. */
  seamsX: number[];
  seamsY: number[];
  seamClearance: number;
}

/** `px(a) = 2 D tan(a/2) / pitch`: native pixels of an angle in arc minutes. */
export function nativePx(profile: WallProfile, arcmin: number): number {
  const radians = (arcmin / 60) * (Math.PI / 180);
  return (2 * profile.designDistanceM * 1000 * Math.tan(radians / 2)) / profile.pitchMm;
}

/** The profile that `?profile=` names, or the one whose shape is nearest to the window. */
export function profileFor(requested: string | null, widthPx: number, heightPx: number): WallProfile {
  const named = WALL_PROFILES.find(p => p.id === requested);
  if (named) return named;
  const aspect = widthPx / heightPx;
  const shapes = ['tv98-5m', 'lcd-3x2', 'lcd-4x2'].map(id => WALL_PROFILES.find(p => p.id === id)!);
  return shapes.reduce((best, p) =>
    Math.abs(p.widthPx / p.heightPx - aspect) < Math.abs(best.widthPx / best.heightPx - aspect) ? p : best,
  );
}

/**
 * A window smaller or larger than the wall shows the same picture smaller or larger: sizes follow the shorter side,
 * so that a desk monitor previews exactly what the wall will show.
 */
export function wallScale(profile: WallProfile, widthPx: number, heightPx: number): WallScale {
  const scale = Math.min(widthPx / profile.widthPx, heightPx / profile.heightPx);
  return scaled(profile, scale, widthPx, heightPx);
}

/** A desk shows more in a larger window, never larger letters; its map may be any part of the window. */
export function deskScale(): WallScale {
  return scaled(DESK, 1, DESK.widthPx, DESK.heightPx);
}

function scaled(profile: WallProfile, scale: number, widthPx: number, heightPx: number): WallScale {
  const px = Object.fromEntries(
    Object.entries(SIZES_ARCMIN).map(([token, arcmin]) => [token, nativePx(profile, arcmin) * scale]),
  ) as Record<SizeToken, number>;
  const lines = heightPx / (1.4 * px.body);
  return {
    profile,
    pxPerArcmin: nativePx(profile, 1) * scale,
    px,
    density: lines >= 28 ? 'L' : lines >= 18 ? 'M' : 'S',
    aspect: widthPx / heightPx,
    seamsX: profile.seamsX.map(x => (x / profile.widthPx) * widthPx),
    seamsY: profile.seamsY.map(y => (y / profile.heightPx) * heightPx),
    seamClearance: profile.bezelMm ? (profile.bezelMm / profile.pitchMm / 2) * scale + px.body / 2 : 0,
  };
}
