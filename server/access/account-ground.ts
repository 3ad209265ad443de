/**
 * The ground that scopes may name. In: what the profile has. Out: a refusal that names what it does not have, and which accounts and
 * tokens name such an organ: an account for an organ nobody knows would sign in to an empty desk, and nobody would see why.
 */
import type { Kysely } from 'kysely';
import type { Scope } from '../contract/viewer.ts';
import { Refused } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';
import { storedScope } from './stored-scope.ts';

export interface Ground {
  isZone(id: string): boolean;
  /** Can be acted for: an id that stands for one organ a community cannot. */
  isOrgan(id: string): boolean;
}

export function refuseUnknownGround({ zone, organ }: Scope, { isZone, isOrgan }: Ground): void {
  if (zone !== undefined && !isZone(zone))
    throw new Refused(
      'bad-input',
      { zh: `scope.zone：辖区没有片区 ${zone}`, en: `scope.zone: the profile has no zone ${zone}` },
      { field: 'scope.zone' },
    );
  if (organ !== undefined && !isOrgan(organ))
    throw new Refused(
      'unknown-organ',
      { zh: `scope.organ：辖区没有部门 ${organ}`, en: `scope.organ: the profile has no organ ${organ}` },
      { field: 'scope.organ' },
    );
}

/** An organ the profile does not have is none: nobody accepts a matter in its name. */
export function withKnownOrgan({ organ, ...rest }: Scope, { isOrgan }: Ground): Scope {
  return organ !== undefined && isOrgan(organ) ? { ...rest, organ } : rest;
}

/** Accounts that can sign in and name an organ the profile does not have. */
export async function accountsWithoutOrgan(
  db: Kysely<Tables>,
  { isOrgan }: Ground,
): Promise<{ account: string; organ: string }[]> {
  const rows = await db.selectFrom('account').select(['name', 'scope']).where('disabled_at', 'is', null).execute();
  return rows.flatMap(({ name, scope: json }) => {
    const { scope, lostOrgan } = storedScope(json);
    const organ = lostOrgan ?? scope.organ;
    return organ === undefined || isOrgan(organ) ? [] : [{ account: name, organ }];
  });
}
