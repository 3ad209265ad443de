/**
 * The door for terminals of JT/T 808: listens, counts links, and knows which link is a device's. In: host and port, and what a door needs.
 * Out: `close()`. A second link of a device that has proved itself ends the first: the terminal has lost it and does not know.
 */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Logger } from 'pino';
import { plainAddress } from '../../access/address.ts';
import type { HelpCalls } from '../../alarm/help-calls.ts';
import { Allowance } from '../../allowance.ts';
import type { Clock } from '../../clock.ts';
import type { AlarmRecord } from '../../contract/alarm.ts';
import type { RefusalCode } from '../../contract/refusal.ts';
import { CannotStart } from '../../store/cannot-start.ts';
import type { ChangeLog, LoggedFact } from '../../store/change-log.ts';
import type { DeviceBook, PositionIntake } from '../position-intake.ts';
import { type RefusalCounts, UNREAD } from '../refusal-counts.ts';
import type { SenderStandings } from '../sender-standings.ts';
import { LocationDesk, observationOf } from './location-desk.ts';
import { SignOnDesk } from './sign-on-desk.ts';
import { SosWatch } from './sos-watch.ts';
import { TerminalLink, type TerminalLinkParts } from './terminal-link.ts';

export interface TerminalServerParts {
  host: string;
  port: number;
  clock: Clock;
  log: Logger;
  intake: PositionIntake;
  devices: DeviceBook;
  help: Pick<HelpCalls, 'call'>;
  changeLog: Pick<ChangeLog, 'onCommitted'>;
  refusals: RefusalCounts;
  standings: Pick<SenderStandings, 'heard'>;
  /** Tests open fewer. */
  links?: typeof LINKS;
}

const LINKS = {
  /** Twice the largest fleet we measure; each costs about 20 KB. */
  most: 10_000,
  /** Terminals of one operator come through few addresses; a thousand links of one stranger still leave nine thousand places. */
  mostOfAnAddress: 1000,
};
/** Lines of the log about links that were not let in: a fleet that comes back is one, a stranger who goes on is one every five seconds. */
const LOG_LINES = { aSecond: 0.2, burst: 10 };
/** A link is found idle at most this much late. */
const LOOK_EVERY_MS = 5000;
/** Links that the system keeps for us while one turn of the loop lasts: a fleet comes back all at once after an outage. */
const BACKLOG = 2048;

export async function openTerminalServer(parts: TerminalServerParts): Promise<{ close(): Promise<void> }> {
  const { clock, log, refusals, devices, changeLog, intake, links: limits = LINKS } = parts;
  const links = new Set<TerminalLink>();
  const linksOfAddress = new Map<string, number>();
  const logLine = new Allowance(LOG_LINES, clock.now());
  const linkOfDevice = new Map<string, TerminalLink>();

  const count = (device: string | null, cause: RefusalCode) =>
    device === null
      ? refusals.add('jt808', UNREAD, cause, true)
      : refusals.add('jt808', device, cause, devices.get(device) !== undefined);
  const sos = new SosWatch({
    help: parts.help,
    placeOf: (device, report) =>
      report.isFixed && !report.isShifted ? intake.placeOf(observationOf(device, report, clock.now())) : null,
    confirm: (device, reportSerial) => linkOfDevice.get(device)?.confirmSos(reportSerial),
  });
  const linkParts: TerminalLinkParts = {
    ...{ clock, log, count },
    heard: device => parts.standings.heard(device, 'jt808', clock.now()),
    signOn: new SignOnDesk({ devices, log, addressOf: device => linkOfDevice.get(device)?.address }),
    locations: new LocationDesk({ intake, sos, log }),
    signedOn(link, device) {
      const before = linkOfDevice.get(device);
      linkOfDevice.set(device, link);
      if (before && before !== link) before.end('a newer link of the same device');
    },
    closed(link) {
      links.delete(link);
      const left = (linksOfAddress.get(link.address) ?? 1) - 1;
      if (left > 0) linksOfAddress.set(link.address, left);
      else linksOfAddress.delete(link.address);
      if (link.device !== null && linkOfDevice.get(link.device) === link) linkOfDevice.delete(link.device);
    },
  };

  const server = createServer(socket => letIn(socket));
  server.on('error', error => log.error({ err: error }, 'the door for terminals failed'));

  function letIn(socket: Socket): void {
    const address = plainAddress(socket.remoteAddress);
    const ofAddress = linksOfAddress.get(address) ?? 0;
    const isFull = links.size >= limits.most;
    if (isFull || ofAddress >= limits.mostOfAnAddress) {
      count(null, 'too-many-requests');
      const why = isFull
        ? 'no more links of terminals are taken'
        : 'no more links of terminals are taken from this address';
      if (logLine.take(clock.now())) log.warn({ address, links: links.size, ofAddress, limits }, why);
      socket.destroy();
      return;
    }
    linksOfAddress.set(address, ofAddress + 1);
    links.add(new TerminalLink(socket, address, linkParts));
  }

  await listen(server, parts);
  const stopLooking = clock.every(LOOK_EVERY_MS, () => {
    const now = clock.now();
    for (const link of links) link.expire(now);
  });
  const stopFollowing = changeLog.onCommitted(facts => {
    for (const fact of facts) if (isAnswer(fact)) sos.answered(fact.subject as AlarmRecord['id']);
  });
  return {
    async close() {
      stopLooking();
      stopFollowing();
      const closed = once(server, 'close');
      server.close();
      for (const link of links) link.end('the server stops');
      await closed;
    },
  };
}

/** [IN-31] */
function isAnswer({ kind }: LoggedFact): boolean {
  return kind === 'alarm-acknowledged' || kind === 'alarm-cleared';
}

async function listen(server: Server, { host, port, log }: TerminalServerParts): Promise<void> {
  server.listen({ host, port, backlog: BACKLOG });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new CannotStart(
      `JT808_PORT: cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : error}`,
    );
  }
  log.info({ host, port }, 'listening for JT/T 808');
}
