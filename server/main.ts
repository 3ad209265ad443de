/**
 * Reads settings, builds the parts, starts and stops them: the only file that knows everything.
 * In: a `Config`. Out: the running server. Throws `CannotStart` with one line when the operator has to mend something first.
 * Parts stop in the opposite order of the flow: first nobody comes in, then what was accepted goes to disk, then the disk closes.
 */
import { once } from 'node:events';
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { type Access, createAccess } from './access/access.ts';
import { accountsWithoutOrgan, type Ground } from './access/account-ground.ts';
import { hasAdministrator } from './access/accounts.ts';
import { demoDepartments, ensureDemoAccounts } from './access/demo-accounts.ts';
import { readBuildName } from './build-name.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { startHousekeeping } from './housekeeping.ts';
import { createApp } from './http/app.ts';
import { createLog } from './http/log.ts';
import { createMetrics } from './http/metrics.ts';
import { openDeviceDoors } from './ingest/device-doors.ts';
import { floodDoor } from './ingest/flood-door.ts';
import { createSocketGateway } from './live/socket-gateway.ts';
import { retentionDays } from './patrol/track-retention.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { registerPipelineMetrics } from './pipeline-metrics.ts';
import { openProfile, type Profile } from './profile/load.ts';
import { CannotStart } from './store/cannot-start.ts';
import { type Database, openDatabase } from './store/database.ts';

export interface RunningServer {
  /** `http://127.0.0.1:8080` */
  url: string;
  port: number;
  profile: Profile;
  database: Database;
  access: Access;
  pipeline: Pipeline;
  /** Drains for at most 10 s. May be called twice. */
  stop(): Promise<void>;
}

/** What tests put in place of the real thing. */
export interface Overrides {
  clock?: Clock;
  log?: Logger;
  build?: string | undefined;
  profile?: Profile;
}

const DRAIN_MS = 10_000;

export async function startServer(config: Config, overrides: Overrides = {}): Promise<RunningServer> {
  const { clock = systemClock, log = createLog(config.logLevel) } = overrides;
  const onError = (error: unknown, what: string) => log.error({ err: error }, what);

  const build = overrides.build ?? (await readBuildName(config.clientDir));
  const profile = overrides.profile ?? (await openProfile(resolve('geodata/profiles', config.profile)));
  const database = await openDatabase(config);
  const undo: (() => Promise<void> | void)[] = [() => database.close()];
  try {
    await prepareAccounts(config, database, profile, clock);
    for (const without of await accountsWithoutOrgan(database.db, groundOf(profile)))
      log.warn(
        without,
        'the profile has no such organ: this account signs in but works for none; give it one of the profile',
      );
    const access = createAccess({ database, clock, config, log, ground: groundOf(profile) });
    undo.unshift(() => access.stop());
    // Socket.IO takes over the listeners it finds; one that is added later would answer its requests a second time.
    let app: RequestListener = (_request, response) => void response.writeHead(503).end();
    const server = createServer((request, response) => app(request, response));
    const gateway = createSocketGateway({ server, access, config, clock, log });
    const evidenceDir = resolve(config.dataDir, 'evidence');
    const trackRetentionDays = retentionDays(config, profile.data.settings);
    const pipeline = await createPipeline(
      {
        ...{ database, profile, clock, build, evidenceDir, trackRetentionDays, onError, demo: config.demo },
        confirmIdentity: access.confirmIdentity,
      },
      gateway.broadcast,
    );
    undo.unshift(() => pipeline.stop());
    const housekeeping = startHousekeeping({
      ...{ clock, database, log, onError, latest: pipeline.latest, trackRetentionDays },
    });
    undo.unshift(() => housekeeping.stop());
    const metrics = createMetrics();
    registerPipelineMetrics(metrics.registry, pipeline, clock);
    const checks = { database: () => answers(database) };
    const routed = createApp({ config, log, clock, access, routes: pipeline.routes, metrics, build, checks });
    const turnedAway = floodDoor({ floods: pipeline.intake.floods, clock, log, metrics });
    app = (request, response) => void (turnedAway(request, response) || routed(request, response));
    gateway.open(pipeline.hub);
    const doors = await openDeviceDoors({ config, clock, log, registry: metrics.registry, ...pipeline });
    undo.unshift(() => doors.close());
    await listen(server, config);

    const { port } = server.address() as AddressInfo;
    const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    log.info({ url, profile: config.profile, dialect: database.dialect, build, demo: config.demo }, 'listening');
    let stopping: Promise<void> | undefined;
    async function stop(): Promise<void> {
      log.info('stopping');
      await drain(server, gateway.close);
      for (const step of undo) await step();
      log.info('stopped');
    }
    return {
      ...{ url, port, profile, database, access, pipeline },
      stop() {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

function groundOf({ isZone, organs }: Profile): Ground {
  return { isZone, isOrgan: id => organs.exists(id) && organs.get(id)?.perCommunity !== true };
}

function demoGround({ zones, organs }: Profile) {
  return { zones, departments: demoDepartments(organs) };
}

async function prepareAccounts(config: Config, { db }: Database, profile: Profile, clock: Clock): Promise<void> {
  if (config.demo) {
    if (config.demoPassword !== undefined)
      await ensureDemoAccounts(db, config.demoPassword, demoGround(profile), clock.now());
    return;
  }
  if (!(await hasAdministrator(db, { countDemo: false })))
    throw new CannotStart(
      'There is no administrator yet. Create one first: npm run add-user -- --account admin --role admin',
    );
}

async function listen(server: HttpServer, { host, port }: Config): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new CannotStart(`Cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : error}`);
  }
}

async function answers({ db }: Database): Promise<boolean> {
  await db.selectFrom('change_log_head').select('seq').executeTakeFirstOrThrow();
  return true;
}

/** Requests that have begun are answered; after 10 s what is left is cut. */
async function drain(server: HttpServer, closeLinks: () => Promise<void>): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  const closed = closeLinks(); // also closes the server's door
  server.closeIdleConnections();
  await closed;
  clearTimeout(cut);
}
