import { expect, test } from 'vitest';
import { isLoopback, plainAddress } from './address.ts';
import { judgeOrigin } from './origin.ts';

test.each([
  [undefined, 'unknown'],
  ['http://wall.lan:8080', 'own'],
  ['https://wall.lan:8080', 'own'], // TLS ended at a proxy
  ['https://office.example', 'own'], // listed
  ['http://wall.lan', 'foreign'],
  ['http://wall.lan:8080.evil.example', 'foreign'],
  ['http://evil.example/?wall.lan:8080', 'foreign'],
  ['null', 'foreign'],
  ['', 'foreign'],
])('[E1] origin %s is %s', (origin, verdict) => {
  expect(judgeOrigin({ origin, host: 'wall.lan:8080' }, ['https://office.example'])).toBe(verdict);
});

test('an IPv4 client has one spelling, and only this machine is loopback', () => {
  expect(plainAddress('::ffff:192.0.2.7')).toBe('192.0.2.7');
  for (const own of ['127.0.0.1', '::1', '::ffff:127.0.0.1', 'localhost', '127.8.8.8'])
    expect(isLoopback(own)).toBe(true);
  for (const other of ['0.0.0.0', '192.168.1.1', '127.0.0.1.evil.example', '']) expect(isLoopback(other)).toBe(false);
});
