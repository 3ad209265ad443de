/**
 * The scope of an account or token as its row keeps it. In: the JSON. Out: the scope, and the organ that had to be left out.
 * Accounts of before organs had ids carry a name (城管办). That must not stop the sign-in, nor the list in which an administrator
 * puts it right: such an account has no organ, so it signs in and works for none.
 */
import { organId } from '../contract/ids.ts';
import { type Scope, scope } from '../contract/viewer.ts';

export interface StoredScope {
  scope: Scope;
  /** Written where an organ's id should stand; null = nothing was left out. */
  lostOrgan: string | null;
}

export function storedScope(json: string | null): StoredScope {
  const { organ, ...rest } = JSON.parse(json ?? '{}') as { organ?: unknown };
  const known = organId.safeParse(organ);
  if (organ === undefined || known.success)
    return { scope: scope.parse(known.success ? { ...rest, organ } : rest), lostOrgan: null };
  return { scope: scope.parse(rest), lostOrgan: String(organ) };
}
