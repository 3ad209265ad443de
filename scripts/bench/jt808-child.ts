/**
 * Vehicle terminals in a process of their own: each with a link, signed on, reporting every 10 s, evenly spread over the time.
 * Asked: `connect` (out: how many signed on), `start`, `stop`: what was sent, what was answered, how long answers took, links left.
 */
import { ScriptedTerminal } from '../../server/ingest/jt808/scripted-terminal.ts';
import { locationBody } from '../../server/ingest/jt808/terminal-encoder.ts';
import { answer } from './child.ts';
import { percentile } from './result.ts';

export interface TerminalLoad {
  port: number;
  phones: readonly string[];
}

export interface TerminalsLoaded {
  sent: number;
  answeredOk: number;
  answerP50Ms: number;
  answerP99Ms: number;
  linksOpen: number;
}

const REPORT_EVERY_MS = 10_000;
const TICK_MS = 20;
const LOCATION = 0x0200;
const AT_ONCE = 50;
/** The server takes a thousand links of an address. */
const LINKS_AN_ADDRESS = 500;
const METRE_DEG = 1e-5;
const LAST_ANSWERS_MS = 2000;

const terminals: ScriptedTerminal[] = [];
let loaded = { sent: 0, answeredOk: 0 };
let delaysMs: number[] = [];
let stop = () => {};

async function connect({ port, phones }: TerminalLoad): Promise<number> {
  let next = 0;
  const lane = async () => {
    while (next < phones.length) {
      const i = next++;
      const who = { phone: phones[i]!, protocolVersion: i % 2 === 0 ? null : 1 };
      const terminal = await ScriptedTerminal.connect(port, who, `127.0.0.${2 + Math.floor(i / LINKS_AN_ADDRESS)}`);
      await terminal.signOn();
      terminals[i] = terminal;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return terminals.length;
}

function start(): void {
  [loaded, delaysMs] = [{ sent: 0, answeredOk: 0 }, []];
  const sentAt = new Float64Array(terminals.length);
  for (const [i, terminal] of terminals.entries()) {
    terminal.socket.on('data', () => {
      delaysMs.push(performance.now() - sentAt[i]!);
      for (const { body } of terminal.heard.splice(0)) if (body[4] === 0) loaded.answeredOk++;
    });
  }
  const began = performance.now();
  let next = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - began) / REPORT_EVERY_MS) * terminals.length;
    for (; next < due; next++) {
      const i = next % terminals.length;
      const round = Math.floor(next / terminals.length);
      sentAt[i] = performance.now();
      const terminal = terminals[i]!;
      loaded.sent++;
      const timeMs = Math.floor(Date.now() / 1000) * 1000;
      terminal.socket.write(
        terminal.frame(
          LOCATION,
          locationBody({
            lon: 113.87 + (i % 400) * 1e-4 + round * 10 * METRE_DEG,
            lat: 22.55 + (i % 300) * 1e-4,
            ...{ timeMs, speedKmh: 3.6, headingDeg: 90 },
          }),
        ),
      );
    }
  }, TICK_MS);
  stop = () => clearInterval(timer);
}

answer({
  connect,
  start,
  async stop(): Promise<TerminalsLoaded> {
    stop();
    await new Promise(resolve => setTimeout(resolve, LAST_ANSWERS_MS));
    return {
      ...loaded,
      answerP50Ms: percentile(delaysMs, 0.5),
      answerP99Ms: percentile(delaysMs, 0.99),
      linksOpen: terminals.filter(terminal => !terminal.isClosed).length,
    };
  },
});
