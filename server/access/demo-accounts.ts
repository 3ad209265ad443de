/**
 * The accounts of the demonstration: one for each way of working, one password for all. Made again at every demonstration start;
 * marked, so that a production server on the same data never lets them in. An account that a person made is left as it is.
 * Two duty officers, because a shift is handed over to somebody else; three departments of different tiers.
 */
import type { Kysely } from 'kysely';
import type { ZoneId } from '../contract/ids.ts';
import type { Organ } from '../contract/organ.ts';
import type { Organs } from '../profile/organs.ts';
import type { Tables } from '../store/tables.ts';
import { createAccount, type NewAccount } from './accounts.ts';
import { hashPassword } from './passwords.ts';

/** The unit of the account `field`: no simulated one, or phone and simulation would pull it to and fro. Registered by scripts/demo. */
export const DEMO_FIELD_UNIT = 'field-01';

export interface DemoGround {
  /** In profile order: the n-th gets the account `chief<n>`. */
  zones: readonly ZoneId[];
  /** The n-th gets the account `dept<n>`, the first one `dept`. */
  departments: readonly Pick<Organ, 'id' | 'name'>[];
}

/** What a demonstration shows departments with, as far as the profile has them: an office, a squad, a station of one community. */
export function demoDepartments({ all, command, get }: Pick<Organs, 'all' | 'command' | 'get'>): Organ[] {
  const station = all.find(({ id }) => id.startsWith(`${command.territorial}:`));
  return [get('urban-management'), get('enforcement-team'), station].filter(organ => organ !== undefined);
}

export async function ensureDemoAccounts(
  db: Kysely<Tables>,
  password: string,
  { zones, departments }: DemoGround,
  now: number,
): Promise<void> {
  // One hash for all: they share the password anyway, and the demonstration starts a third of a second sooner.
  const passwordHash = await hashPassword(password);
  const accounts: Pick<NewAccount, 'name' | 'title' | 'role' | 'scope'>[] = [
    { name: 'duty', title: '值班员', role: 'duty', scope: {} },
    { name: 'duty2', title: '值班员', role: 'duty', scope: {} },
    { name: 'leader', title: '领导', role: 'leader', scope: {} },
    ...zones.map((zone, i) => ({ name: `chief${i + 1}`, title: '片区长', role: 'chief' as const, scope: { zone } })),
    ...departments.map(({ id, name }, i) => ({
      ...{ name: i === 0 ? 'dept' : `dept${i + 1}`, title: name, role: 'dept' as const, scope: { organ: id } },
    })),
    { name: 'field', title: '巡查员', role: 'field', scope: { units: [DEMO_FIELD_UNIT] } },
    { name: 'admin', title: '管理员', role: 'admin', scope: {} },
  ];
  await db.transaction().execute(async tx => {
    const existing = new Map(
      (await tx.selectFrom('account').select(['name', 'demo']).execute()).map(a => [a.name, a.demo]),
    );
    for (const account of accounts) {
      const demo = existing.get(account.name);
      if (demo === undefined) {
        await createAccount(tx, { ...account, passwordHash, demo: true }, { actor: 'system', address: '', at: now });
      } else if (demo === 1) {
        await tx
          .updateTable('account')
          .set({
            password_hash: passwordHash,
            title: account.title,
            scope: JSON.stringify(account.scope),
            disabled_at: null,
            role: account.role,
          })
          .where('name', '=', account.name)
          .execute();
      }
    }
  });
}
