import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawMap, type MapPicture } from './map-picture.ts';
import { photoShape } from './photo-shape.ts';
import { mapPicture, smallPhotos } from './pictures.ts';
import { spread } from './spread-labels.ts';

const JPEG = readFileSync(new URL('../../scripts/demo/evidence-photo.jpg', import.meta.url));
const WEBP = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');

/** As a phone writes it that was held upright: turn by 90°. */
const EXIF = Buffer.concat([
  Buffer.from('ffe10022', 'hex'),
  Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'),
  Buffer.from('0001011200030000000100060000', 'hex'),
  Buffer.from('00000000', 'hex'),
]);
const TURNED = Buffer.concat([JPEG.subarray(0, 2), EXIF, JPEG.subarray(2)]);

const map: MapPicture = {
  widthPx: 400,
  areas: [
    {
      name: '甲<社区>',
      rings: [
        [
          [113.9, 22.5],
          [113.92, 22.5],
          [113.92, 22.52],
          [113.9, 22.5],
        ],
      ],
      ...{ labelAt: [113.91, 22.51], marked: true },
    },
  ],
  roads: [
    [
      [113.9, 22.5],
      [113.92, 22.51],
    ],
  ],
  points: [
    { lon: 113.91, lat: 22.51, label: '1', hollow: false },
    { lon: 113.91, lat: 22.51, label: '2', hollow: true },
  ],
  legend: { full: '重复扣分', hollow: null },
  notes: ['演示数据', '示意边界'],
};

test('a map names its areas, numbers its points and bears its notes', () => {
  const svg = drawMap(map);
  for (const said of ['甲&#60;社区&#62;', '>1</text>', '>2</text>', '重复扣分', '演示数据　示意边界'])
    expect(svg).toContain(said);
  expect(svg).not.toContain('往期');
});

test('a map is drawn as a PNG, with Chinese letters', async () => {
  const { type, bytes, width, height } = await mapPicture(map);
  expect([type, width]).toEqual(['png', 400]);
  expect(photoShape(Buffer.from(bytes))).toMatchObject({ type: 'png', width, height });
  // The same map without a font is a smaller file: the letters are there.
  const silent = await mapPicture({ ...map, areas: map.areas.map(area => ({ ...area, name: '' })), notes: [] });
  expect(bytes.length).toBeGreaterThan(silent.bytes.length + 500);
}, 30_000);

test('labels that have room never cover each other, and stay in the picture', () => {
  const place = fc.tuple(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 600 }));
  fc.assert(
    fc.property(fc.array(place, { maxLength: 12 }), places => {
      const shown = spread(places, { radius: 10, width: 800, height: 600 }).map(spot => spot.shown);
      for (const [i, [x, y]] of shown.entries()) {
        expect(x).toBeGreaterThanOrEqual(10);
        expect(y).toBeLessThanOrEqual(590);
        for (const [x2, y2] of shown.slice(i + 1)) expect(Math.hypot(x2 - x, y2 - y)).toBeGreaterThan(19.9);
      }
    }),
    { seed: 20261128 },
  );
});

test('photos come out upright and as Word can show them; what is none is null', async () => {
  expect(photoShape(TURNED)).toMatchObject({ type: 'jpg', turn: 90 });
  const [small, turned, webp, none, short] = await smallPhotos([
    JPEG,
    TURNED,
    WEBP,
    Buffer.from('no'),
    Buffer.alloc(0),
  ]);
  expect(small).toMatchObject({ type: 'jpg', bytes: Uint8Array.from(JPEG) });
  expect(turned).toMatchObject({ type: 'png', width: small!.height, height: small!.width });
  expect(webp).toMatchObject({ type: 'png', width: 1, height: 1 });
  expect([none, short]).toEqual([null, null]);
}, 30_000);

test('whatever the bytes, a shape or null', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom('', 'ffd8ffe1', '89504e47', '52494646'),
      (bytes, head) => {
        photoShape(Buffer.concat([Buffer.from(head, 'hex'), bytes]));
      },
    ),
    { seed: 20261128 },
  );
});
