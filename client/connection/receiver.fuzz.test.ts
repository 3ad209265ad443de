/**
 * Any delivery - lossy, doubled, shuffled, cut, over several lives of the log - ends in the server's state once the link is
 * quiet again. A failing seed is printed by fast-check; put it below as a named example.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HandTime } from '../clock/hand-time.ts';
import { createServerClock } from '../clock/server-clock.ts';
import { UnitPositions } from '../patrol/unit-positions.ts';
import { NOON } from '../store/record-builders.ts';
import { createWallStore, type WallState } from '../store/store.ts';
import { createBadMessages } from './bad-messages.ts';
import { ModelServer } from './model-server.ts';
import { Receiver } from './receiver.ts';

const serverDoes = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('incident' as const), n: fc.nat(20) }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('duty' as const), n: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('deduct' as const), n: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('withheld' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('new-life' as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('hello' as const) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('heartbeat' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('rubbish' as const) }) },
);
/** What the way does with each message: loses it, delivers it so many times, after so many others. */
const fate = fc.record({ copies: fc.constantFrom(0, 1, 1, 1, 2, 3), late: fc.nat(4) });

type Event = 'snapshot' | 'delta' | 'heartbeat';

test('[A6] any delivery ends in the state of the server after a quiet moment', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(serverDoes, fate), { minLength: 1, maxLength: 80 }), steps => {
      const time = new HandTime(NOON);
      const server = new ModelServer(time.wallNow);
      const store = createWallStore();
      const parts = {
        store,
        positions: new UnitPositions(),
        clock: createServerClock(time),
        reportIntervalMs: () => 30_000,
      };
      const receiver = new Receiver({ ...parts, bad: createBadMessages(() => {}) });
      const deliver = (event: Event, message: unknown) => receiver[event](structuredClone(message));

      const onTheWay: { due: number; event: Event; message: unknown }[] = [];
      steps.forEach(([step, { copies, late }], i) => {
        time.advance(100);
        const sent = serverActs(server, receiver, step);
        if (sent) for (let n = 0; n < copies; n++) onTheWay.push({ due: i + late * n, ...sent });
        for (const arrived of onTheWay.filter(({ due }) => due <= i)) deliver(arrived.event, arrived.message);
        expectAPrefixOfTheLog(server, store.getState());
        onTheWay.splice(0, onTheWay.length, ...onTheWay.filter(({ due }) => due > i));
      });

      // The way is good again: a heartbeat shows whether something is missing, at most two hellos bring it.
      for (let i = 0; i < 2; i++) {
        if (receiver.heartbeat(server.heartbeat()).received === 'applied') break;
        const { event, message } = server.answer(receiver.hello());
        deliver(event, message);
      }
      const state = store.getState();
      expect(state.applied).toEqual({ epoch: server.epoch, seq: server.seq });
      expect(new Map(state.incidents.byId)).toEqual(server.incidents);
      expect(new Map(state.units.byId)).toEqual(server.units);
      expect(new Map(state.points.byCode)).toEqual(server.points);
      expect(state.incidents.open).toHaveLength(server.incidents.size);
    }),
    { numRuns: 400, seed: 20261122 },
  );
});

/** At every moment the screen shows exactly what the log says up to the number it holds: no fact left out, none twice. */
function expectAPrefixOfTheLog(server: ModelServer, { applied, units, points }: WallState): void {
  if (applied?.epoch !== server.epoch) return;
  const versions = new Map<string, number>();
  const deductions = new Map<string, number>();
  for (const fact of server.log.slice(0, applied.seq)) {
    if ('unit' in fact) versions.set(fact.unit.id, fact.unit.version);
    if ('point' in fact) deductions.set(fact.point.code, fact.point.deductions);
  }
  expect(new Map([...units.byId].map(([id, unit]) => [id, unit.version]))).toEqual(versions);
  expect(new Map([...points.byCode].map(([code, point]) => [code, point.deductions]))).toEqual(deductions);
}

function serverActs(
  server: ModelServer,
  receiver: Receiver,
  step: { act: string; n?: number },
): { event: Event; message: unknown } | undefined {
  switch (step.act) {
    case 'incident':
      return { event: 'delta', message: server.receiveIncident(step.n) };
    case 'duty':
      return { event: 'delta', message: server.changeDuty(step.n!) };
    case 'deduct':
      return { event: 'delta', message: server.deduct(step.n!) };
    case 'withheld':
      return { event: 'delta', message: server.change({ kind: 'withheld' }) };
    case 'new-life':
      server.newLife();
      return undefined;
    case 'hello':
      return server.answer(receiver.hello());
    case 'heartbeat':
      return { event: 'heartbeat', message: server.heartbeat() };
    default:
      return { event: 'delta', message: { epoch: server.epoch, from: 1, to: 1, facts: [{ kind: 'nonsense' }] } };
  }
}
