/**
 * Joint operations for browser tests, made over the public interface. In: the server under test, what matters of the plan. Out: the record as
 * it was issued, and how to tell it something. Each has squads of its own, with units of its own, so that none is in another's way.
 */
import { randomUUID } from 'node:crypto';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { type AdminSession, signInAs } from '../demo/admin-session.ts';
import { PASSWORD, type WallUnderTest } from './wall-under-test.ts';

const MINUTE_MS = 60_000;
/** In 滨海片区, on its streets. */
const MUSTER = { name: '宝安中心站广场', lon: 113.8823, lat: 22.5576 };
const PLACES = ['宝安中心站前', '海旺学校北门', '宝体南广场', '新岸线东区', '壹方中心西侧', '海滨公园口'];

export class OperationUnderTest {
  readonly #leader: AdminSession;
  readonly #path: string;
  readonly id: string;

  private constructor(leader: AdminSession, id: string) {
    this.#leader = leader;
    this.id = id;
    this.#path = `/api/v1/operations/${encodeURIComponent(id)}`;
  }

  /** `name`: of the units, `op-<name>-1` …, and in the title. */
  static async issued(
    under: WallUnderTest,
    of: { name: string; squads: number; stops: number; startsInMin: number },
  ): Promise<OperationUnderTest> {
    const leader = await signInAs('leader', under.url, PASSWORD);
    const squads = Array.from({ length: of.squads }, (_, i) => ({ id: `s${i + 1}`, unit: `op-${of.name}-${i + 1}` }));
    await under.admin.post(
      '/api/v1/units',
      squads.map(({ unit }, i) => ({
        id: unit,
        callSign: `联${i + 1}`,
        unitClass: 'patrol-vehicle',
        homeZone: 'binhai',
      })),
    );
    for (const { unit } of squads) await under.send('POST', `/api/v1/units/${unit}/duty`, { onDuty: true });
    const startsAt = Date.now() + of.startsInMin * MINUTE_MS;
    const plan = {
      ...{ kind: 'joint-linkage', title: `联勤联动${of.name}`, zone: 'binhai', leaderPost: '片区长' },
      ...{ startsAt, endsAt: startsAt + 240 * MINUTE_MS, leadOrgan: 'enforcement-team' },
      ...{ assistingOrgans: ['urban-management', 'safety-office'], muster: { ...MUSTER, at: startsAt } },
      targets: [{ id: 't1', kind: 'place', ref: null, ...MUSTER }],
      checklist: [{ id: 'c1', text: '执法记录仪' }],
      squads: squads.map(({ id, unit }, i) => ({
        ...{ id, name: `${'一二三四五六七八九'[i]}组`, units: [unit], corridorM: null },
        members: [{ name: `${of.name}张${i}`, organ: 'enforcement-team' }],
        stops: Array.from({ length: of.stops }, (_, k) => ({
          ...{ id: `${id}p${k + 1}`, name: PLACES[(i + k) % PLACES.length], radiusM: 60 },
          ...{ lon: 113.872 + 0.004 * k, lat: 22.553 + 0.0015 * i, plannedAt: startsAt + (k + 1) * 20 * MINUTE_MS },
        })),
      })),
    };
    const draft = (await leader.post('/api/v1/operations', plan)) as OperationRecord;
    const operation = new OperationUnderTest(leader, draft.id);
    await operation.tell({ event: 'issue' });
    return operation;
  }

  async read(): Promise<OperationRecord> {
    return (await this.#leader.get(this.#path)) as OperationRecord;
  }

  async tell(fields: { event: string } & Record<string, unknown>): Promise<OperationRecord> {
    const { version } = await this.read();
    const stamp = { commandId: randomUUID(), expectedVersion: version, issuedAt: Date.now() };
    return (await this.#leader.post(`${this.#path}/events`, { ...fields, ...stamp })) as OperationRecord;
  }
}
