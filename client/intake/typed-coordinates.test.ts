import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typedCoordinates } from './typed-coordinates.ts';

const near = (text: string, lon: number, lat: number) => {
  const pair = typedCoordinates(text);
  expect(pair, text).not.toBeNull();
  expect(pair![0]).toBeCloseTo(lon, 5);
  expect(pair![1]).toBeCloseTo(lat, 5);
};

test.each([
  '113.89,22.56',
  '113.89, 22.56',
  ' 113.89 22.56 ',
  '113.89，22.56',
  '１１３．８９，２２．５６',
  '113。89、22。56',
  '22.56,113.89',
  '22.56N 113.89E',
  'N22.56, E113.89',
  '113.89e 22.56n',
  '北纬22.56，东经113.89',
  '东经：113.89　北纬：22.56',
  '经度113.89 纬度22.56',
  'lon=113.89 lat=22.56',
  'lat: 22.56, lng: 113.89',
  '(113.89, 22.56)',
  '[113.89,22.56]',
  '113.89°E 22.56°N',
])('[35] %s is 113.89 east, 22.56 north', text => near(text, 113.89, 22.56));

test.each([
  `113°53'24"E 22°33'36"N`,
  '东经113度53分24秒，北纬22度33分36秒',
  '北纬２２°３３′３６″　东经１１３°５３′２４″',
  `113°53.4′ 22°33.6′`,
  "22°33'36''N,113°53'24''E",
])('[35] degrees, minutes and seconds: %s', text => near(text, 113.89, 22.56));

test.each([
  '',
  '113.89',
  '灵芝公园',
  '创业路113号22栋',
  '113.89,22.56,5',
  '22.56N 23.5N',
  `113°75'0"E 22.5N`,
  '190.5,95.2',
  '13800138000',
])('%j is no pair of coordinates', text => expect(typedCoordinates(text)).toBeNull());

test('south and west are negative', () => {
  near('33.5S 70.6W', -70.6, -33.5);
  near('-70.6, -33.5', -70.6, -33.5);
});

test('any place of China is read the same in either order, with any separator', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 73.5, max: 135, noNaN: true }),
      fc.double({ min: 18, max: 53.5, noNaN: true }),
      fc.constantFrom(',', ' ', '，', '、', ' ; '),
      (lon, lat, separator) => {
        const [x, y] = [lon.toFixed(6), lat.toFixed(6)];
        expect(typedCoordinates(x + separator + y)).toEqual([Number(x), Number(y)]);
        expect(typedCoordinates(y + separator + x)).toEqual([Number(x), Number(y)]);
      },
    ),
    { seed: 20261123 },
  );
});
