import { expect, test } from 'vitest';
import { isNight } from './night.ts';

const shenzhen = (time: string) => isNight(Date.parse(`2026-11-22T${time}+08:00`), 'Asia/Shanghai');

test('night is from ten to six on the wall`s own ground, whatever zone this machine has', () => {
  expect(['21:59:59', '22:00:00', '00:00:00', '05:59:59', '06:00:00', '12:00:00'].map(shenzhen)).toEqual([
    false,
    true,
    true,
    true,
    false,
    false,
  ]);
});
