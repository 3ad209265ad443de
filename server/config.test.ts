import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig, settingsHelp, settingsTable } from './config.ts';

test('without settings the server listens to its own machine, on SQLite', () => {
  expect(readConfig({}, { demo: false })).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    jt808Port: undefined,
    profile: 'xinan',
    dataDir: './data',
    databaseUrl: undefined,
    allowedOrigins: [],
    sessionAbsoluteHours: 12,
    trackRetentionDays: 180,
    maxSocketsPerAddress: 50,
    demo: false,
  });
});

test('production writes a line per request, a demonstration keeps its terminal readable unless told otherwise', () => {
  const levelOf = (env: Record<string, string>, demo: boolean) => readConfig(env, { demo }).logLevel;
  expect([levelOf({}, false), levelOf({}, true), levelOf({ LOG_LEVEL: 'info' }, true)]).toEqual([
    'info',
    'warn',
    'info',
  ]);
});

test('settings are read; an empty one means the default', () => {
  const env = {
    PORT: '0',
    JT808_PORT: '0',
    HOST: ' ',
    ALLOWED_ORIGINS: 'https://a.example, http://b:8080',
    DATABASE_URL: 'postgres://u:p@h/d',
  };
  expect(readConfig(env, { demo: true })).toMatchObject({
    port: 0,
    jt808Port: undefined,
    host: '127.0.0.1',
    allowedOrigins: ['https://a.example', 'http://b:8080'],
    databaseUrl: 'postgres://u:p@h/d',
    demo: true,
  });
});

test.each([
  [{ PORT: 'abc' }, 'PORT: "abc" is not a whole number from 0 to 65535.'],
  [{ PORT: '70000' }, 'PORT: "70000" is not a whole number from 0 to 65535.'],
  [{ JT808_PORT: 'on' }, 'JT808_PORT: "on" is not a whole number from 0 to 65535.'],
  [{ PORT: '1e3' }, 'PORT: "1e3" is not a whole number from 0 to 65535.'],
  [{ TRACK_RETENTION_DAYS: '-1' }, 'TRACK_RETENTION_DAYS: "-1" is not a whole number from 1 to 3650.'],
  [{ PROFILE: '../xinan' }, 'PROFILE: "../xinan" is not the name of a folder in geodata/profiles.'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: "loud" is not one of fatal, error, warn, info, debug, trace, silent.'],
  [
    { ALLOWED_ORIGINS: 'https://a.example/' },
    'ALLOWED_ORIGINS: "https://a.example/" is not an origin such as https://wall.example.',
  ],
  [
    { DATABASE_URL: 'mysql://u:hush@h' },
    'DATABASE_URL: the value is not an address that starts with postgres:// or postgresql://.',
  ],
  [{ DEMO_PASSWORD: 'hush' }, 'DEMO_PASSWORD: the value is shorter than 8 characters.'],
])('%o stops the start with one line', (env, line) => {
  expect(() => readConfig(env, { demo: true })).toThrow(
    expect.objectContaining({ name: 'CannotStart', message: line }),
  );
});

test('table and help name every setting once, with its default', () => {
  const names = [...settingsTable().matchAll(/^\| `(\w+)` \|/gm)].map(match => match[1]);
  expect(names).toContain('TRUST_PROXY');
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(settingsHelp()).toContain(`  ${name} `);
});

test('the table in the README is the one that the settings make', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(settingsTable().trim());
});
