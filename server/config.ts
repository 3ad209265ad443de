/**
 * Every setting once: name, kind, default, meaning. The start, `--help` and the table in the README are made from this file.
 * In: the environment. Out: a `Config`. A bad value stops the start with one line that names it; an empty value means the default.
 */
import { CannotStart } from './store/cannot-start.ts';

interface Setting<T> {
  name: string;
  /** What values look like, with the unit. */
  kind: string;
  /** As shown in the table. */
  defaultText: string;
  meaning: string;
  /** `undefined` when the environment has no value. Throws `CannotStart` for a bad one. */
  read(text: string | undefined, demo: boolean): T;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
/** As for every other password: see access/passwords.ts. */
const MIN_DEMO_PASSWORD_LENGTH = 8;

const SETTINGS = {
  host: text(
    'HOST',
    'IP address or name',
    '127.0.0.1',
    'Address to listen on. `0.0.0.0` = every network of this machine.',
  ),
  port: whole('PORT', 'port', 8080, 0, 65_535, 'Port of pages, interface and live link. 0 = any free one.'),
  jt808Port: optionalPort(
    'JT808_PORT',
    'Port for vehicle terminals of JT/T 808 (TCP, not encrypted). None or 0 = closed.',
  ),
  profile: profile(),
  dataDir: text(
    'DATA_DIR',
    'path',
    './data',
    'Where the SQLite database (one server at a time) and the photos lie. Servers on one PostgreSQL share the photos.',
  ),
  databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:'], 'PostgreSQL instead of SQLite.'),
  mqttUrl: url(
    'MQTT_URL',
    ['mqtt:', 'mqtts:'],
    'Broker whose topics `owntracks/+/+` and `gridwall/units/+/position` are read. User and password stand in the address.',
  ),
  mqttClientId: mqttClientId(),
  allowedOrigins: origins(
    'ALLOWED_ORIGINS',
    'Further origins whose pages may use the live link and make changes. The own origin always may.',
  ),
  trustProxy: whole(
    'TRUST_PROXY',
    'number of proxies',
    0,
    0,
    10,
    'How many reverse proxies stand in front; only then `X-Forwarded-*` is believed.',
  ),
  demoPassword: demoPassword(),
  sessionIdleMinutes: whole(
    'SESSION_IDLE_MINUTES',
    'minutes',
    720,
    1,
    10_080,
    'A person who has asked for nothing this long is signed out. Walls have tokens and are never signed out for being idle. Assessors usually ask for 15.',
  ),
  sessionAbsoluteHours: whole(
    'SESSION_ABSOLUTE_HOURS',
    'hours',
    12,
    1,
    720,
    'A person signs in again after this long.',
  ),
  trackRetentionDays: whole(
    'TRACK_RETENTION_DAYS',
    'days',
    180,
    1,
    3650,
    'Tracks older than this are deleted; a profile with a shorter `trackRetentionDays` wins.',
  ),
  maxSocketsPerAddress: whole('MAX_SOCKETS_PER_ADDRESS', 'sockets', 50, 1, 100_000, 'Live links from one IP address.'),
  logLevel: logLevel(),
  clientDir: text('CLIENT_DIR', 'path', 'dist/client', 'The built pages (`npm run build`).'),
};

type Settings = { [K in keyof typeof SETTINGS]: ReturnType<(typeof SETTINGS)[K]['read']> };

export interface Config extends Settings {
  /** Demonstration: simulated day, demonstration accounts, 演示数据 on every screen. Chosen by the command, never by a setting. */
  demo: boolean;
}

export function readConfig(env: Readonly<Record<string, string | undefined>>, { demo }: { demo: boolean }): Config {
  const values = Object.entries(SETTINGS).map(([key, setting]) => [
    key,
    setting.read(env[setting.name]?.trim() || undefined, demo),
  ]);
  // Object.fromEntries forgets which key has which type; SETTINGS is the only source of both.
  return { ...(Object.fromEntries(values) as Settings), demo };
}

/** Markdown for the README. */
export function settingsTable(): string {
  const rows = Object.values(SETTINGS).map(s => `| \`${s.name}\` | ${s.kind} | ${s.defaultText} | ${s.meaning} |`);
  return ['| Setting | Value | Default | Meaning |', '|---|---|---|---|', ...rows].join('\n');
}

/** The same for a terminal. */
export function settingsHelp(): string {
  return Object.values(SETTINGS)
    .map(s => `  ${s.name.padEnd(24)} ${s.kind}; default ${s.defaultText}\n  ${' '.repeat(24)} ${s.meaning}`)
    .join('\n');
}

function text(name: string, kind: string, fallback: string, meaning: string): Setting<string> {
  return { name, kind, defaultText: fallback, meaning, read: value => value ?? fallback };
}

function profile(): Setting<string> {
  const name = 'PROFILE';
  const fallback = 'xinan';
  return {
    name,
    kind: 'folder name',
    defaultText: fallback,
    meaning: 'Jurisdiction: a folder of `geodata/profiles`.',
    read(value = fallback) {
      // A path would be opened by the server and not found by the simulated day.
      if (!/^[A-Za-z0-9_-]+$/.test(value)) throw bad(name, value, 'the name of a folder in geodata/profiles');
      return value;
    },
  };
}

function whole(
  name: string,
  kind: string,
  fallback: number,
  min: number,
  max: number,
  meaning: string,
): Setting<number> {
  return {
    name,
    kind,
    defaultText: String(fallback),
    meaning,
    read(value) {
      if (value === undefined) return fallback;
      const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
      if (!(number >= min && number <= max)) throw bad(name, value, `a whole number from ${min} to ${max}`);
      return number;
    },
  };
}

function optionalPort(name: string, meaning: string): Setting<number | undefined> {
  const { read } = whole(name, 'port', 0, 0, 65_535, meaning);
  return { name, kind: 'port', defaultText: 'none', meaning, read: (value, demo) => read(value, demo) || undefined };
}

/** A demonstration has its address and password on the terminal: a line per request would carry them off the screen. */
function logLevel(): Setting<(typeof LOG_LEVELS)[number]> {
  const name = 'LOG_LEVEL';
  const values = LOG_LEVELS.join(', ');
  return {
    name,
    kind: values,
    defaultText: 'info; demonstration: warn',
    meaning: 'Least serious line that is written. Requests are `info`.',
    read(value, demo) {
      if (value === undefined) return demo ? 'warn' : 'info';
      const known = LOG_LEVELS.find(level => level === value);
      if (known === undefined) throw bad(name, value, `one of ${values}`);
      return known;
    },
  };
}

/** The value may hold a password, so a bad one is not repeated. */
function url(name: string, protocols: readonly string[], meaning: string): Setting<string | undefined> {
  return {
    name,
    kind: `${protocols[0]}//…`,
    defaultText: 'none',
    meaning,
    read(value) {
      if (value === undefined) return undefined;
      if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
        throw new CannotStart(`${name}: the value is not an address that starts with ${protocols.join('// or ')}//.`);
      }
      return value;
    },
  };
}

function mqttClientId(): Setting<string | undefined> {
  const name = 'MQTT_CLIENT_ID';
  return {
    name,
    kind: 'letters, digits, `.`, `_`, `-`',
    defaultText: 'made of the database; on PostgreSQL also of host name, `DATA_DIR` and `PORT`',
    meaning:
      'Name under which the broker keeps messages while this server is away. On PostgreSQL set it where the host name changes (containers).',
    read(value) {
      if (value !== undefined && !/^[A-Za-z0-9._-]{1,64}$/.test(value))
        throw bad(name, value, 'a name of at most 64 letters, digits, dots, underscores and hyphens');
      return value;
    },
  };
}

function origins(name: string, meaning: string): Setting<readonly string[]> {
  return {
    name,
    kind: 'https://host[:port], …',
    defaultText: 'none',
    meaning,
    read(value) {
      const parts = value?.split(',').map(part => part.trim()) ?? [];
      for (const part of parts) {
        // `https://host/` has a path and would never equal an Origin header.
        if (!URL.canParse(part) || new URL(part).origin !== part)
          throw bad(name, part, 'an origin such as https://wall.example');
      }
      return parts;
    },
  };
}

function demoPassword(): Setting<string | undefined> {
  const name = 'DEMO_PASSWORD';
  return {
    name,
    kind: `at least ${MIN_DEMO_PASSWORD_LENGTH} characters`,
    defaultText: 'random, printed at start',
    meaning: 'Password of the demonstration accounts. Production ignores it.',
    read(value) {
      if (value !== undefined && value.length < MIN_DEMO_PASSWORD_LENGTH) {
        throw new CannotStart(`${name}: the value is shorter than ${MIN_DEMO_PASSWORD_LENGTH} characters.`);
      }
      return value;
    },
  };
}

function bad(name: string, value: string, expected: string): CannotStart {
  return new CannotStart(`${name}: ${JSON.stringify(value)} is not ${expected}.`);
}
