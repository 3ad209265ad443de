/** Who did something, for the log and for people. */
import type { OrganId } from '../contract/ids.ts';
import type { Cause } from '../store/change-log.ts';

export interface Doer extends Cause {
  /** What people call the account; `system` for the server itself. */
  by: string;
  onBehalfOf: OrganId | null;
}

export const SYSTEM: Doer = { actor: 'system', address: '', by: 'system', onBehalfOf: null };
