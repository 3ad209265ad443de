/**
 * A map as a picture for documents, drawn by us as SVG. In: outlines, streets and numbered points, WGS-84. Out: the SVG, white and with
 * little colour: it will be printed and copied. Numbers that would cover each other move apart, and a line leads to their place.
 * What must stand on it (示意边界, 演示数据) comes as notes; nothing here knows a profile.
 */
import { type Spot, spread } from './spread-labels.ts';

type LonLat = readonly [lon: number, lat: number];

export interface MapPicture {
  /** Of the picture; the height follows from the ground. */
  widthPx: number;
  /** Rings of the areas; `marked` ones are shaded. */
  areas: readonly { name: string; rings: readonly (readonly LonLat[])[]; labelAt: LonLat; marked: boolean }[];
  roads: readonly (readonly LonLat[])[];
  /** `hollow`: of the second kind, see the legend. */
  points: readonly { lon: number; lat: number; label: string; hollow: boolean }[];
  /** What a full and a hollow point are; null = there is none. */
  legend: { full: string | null; hollow: string | null };
  notes: readonly string[];
}

/** By which size everything else is measured, at a width of 1400. */
const TEXT_PX = 24;
const DOT_PX = 15;
const EDGE_PX = 40;
const FOOT_PX = 56;
const INK = '#1f2933';
const RED = '#a61b1b';

export function drawMap(map: MapPicture): string {
  const { widthPx, areas, roads, points, legend, notes } = map;
  const { at, heightPx } = projection(
    areas.flatMap(({ rings }) => rings.flat()),
    widthPx,
  );
  const pathOf = (line: readonly LonLat[]) => `M${line.map(place => at(place).map(tenth).join(' ')).join('L')}`;
  const spots = spread(
    points.map(({ lon, lat }) => at([lon, lat])),
    { radius: DOT_PX + 1, width: widthPx, height: heightPx - FOOT_PX },
  );
  const parts = [
    `<rect width="${widthPx}" height="${heightPx}" fill="#ffffff"/>`,
    ...areas.map(
      ({ rings, marked }) =>
        `<path d="${rings.map(ring => `${pathOf(ring)}Z`).join('')}" fill="${marked ? '#fbe9e0' : '#f6f8fa'}" fill-rule="evenodd"/>`,
    ),
    `<clipPath id="ground"><path d="${areas.flatMap(({ rings }) => rings.map(ring => `${pathOf(ring)}Z`)).join('')}"/></clipPath>`,
    `<g clip-path="url(#ground)" fill="none" stroke="#cfd6de" stroke-width="1.5">`,
    ...roads.map(road => `<path d="${pathOf(road)}"/>`),
    '</g>',
    ...areas.map(
      ({ rings }) =>
        `<path d="${rings.map(ring => `${pathOf(ring)}Z`).join('')}" fill="none" stroke="#7b8794" stroke-width="2"/>`,
    ),
    ...areas.map(({ name, labelAt }) =>
      textAt(name, at(labelAt), { size: TEXT_PX * 0.8, colour: '#52606d', halo: true }),
    ),
    ...spots.map(leader),
    ...spots.flatMap(({ shown }, i) => dot(shown, points[i]!)),
    ...foot(legend, notes, heightPx - FOOT_PX / 2, widthPx),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">${parts.join('')}</svg>`;
}

/** Flat, true in the middle: over a subdistrict nobody sees the difference. */
function projection(ground: readonly LonLat[], widthPx: number) {
  const lons = ground.map(([lon]) => lon);
  const lats = ground.map(([, lat]) => lat);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (widthPx - 2 * EDGE_PX) / ((east - west) * shrink);
  const heightPx = Math.round((north - south) * scale + 2 * EDGE_PX + FOOT_PX);
  const at = ([lon, lat]: LonLat): [number, number] => [
    EDGE_PX + (lon - west) * shrink * scale,
    EDGE_PX + (north - lat) * scale,
  ];
  return { at, heightPx };
}

function leader({ place, shown }: Spot): string {
  const [x1, y1] = place.map(tenth);
  const [x2, y2] = shown.map(tenth);
  if (x1 === x2 && y1 === y2) return '';
  return `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${INK}" stroke-width="1.5"/><circle cx="${x1}" cy="${y1}" r="3" fill="${INK}"/>`;
}

function dot(
  [x, y]: readonly [number, number],
  { label, hollow }: Pick<MapPicture['points'][number], 'label' | 'hollow'>,
) {
  return [
    `<circle cx="${tenth(x)}" cy="${tenth(y)}" r="${DOT_PX}" fill="${hollow ? '#ffffff' : RED}" stroke="${RED}" stroke-width="2.5"/>`,
    textAt(label, [x, y], { size: label.length > 2 ? 14 : 18, colour: hollow ? RED : '#ffffff' }),
  ];
}

function foot(legend: MapPicture['legend'], notes: readonly string[], y: number, widthPx: number): string[] {
  const parts: string[] = [];
  let x = EDGE_PX;
  for (const [words, hollow] of [
    [legend.full, false],
    [legend.hollow, true],
  ] as const) {
    if (words === null) continue;
    parts.push(...dot([x + DOT_PX, y], { label: 'n', hollow }));
    parts.push(textAt(words, [x + 2 * DOT_PX + 10, y], { size: TEXT_PX * 0.8, colour: INK, anchor: 'start' }));
    x += 2 * DOT_PX + 50 + words.length * TEXT_PX * 0.8;
  }
  parts.push(textAt(notes.join('　'), [widthPx - EDGE_PX, y], { size: TEXT_PX, colour: INK, anchor: 'end' }));
  return parts;
}

interface TextLook {
  size: number;
  colour: string;
  anchor?: 'start' | 'middle' | 'end';
  halo?: boolean;
}

/** The font comes out in its thinnest weight (see picture-font.ts): a stroke of its own colour makes it regular. */
function textAt(words: string, [x, y]: readonly [number, number], { size, colour, anchor = 'middle', halo }: TextLook) {
  const place = `x="${tenth(x)}" y="${tenth(y + size * 0.36)}" font-size="${tenth(size)}" text-anchor="${anchor}"`;
  const written = escaped(words);
  const behind = halo
    ? `<text ${place} fill="#fff" stroke="#fff" stroke-width="5" stroke-linejoin="round">${written}</text>`
    : '';
  return `${behind}<text ${place} fill="${colour}" stroke="${colour}" stroke-width="${tenth(size / 30)}">${written}</text>`;
}

const tenth = (value: number) => Math.round(value * 10) / 10;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
}
