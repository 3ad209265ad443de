/** Accounts in words: what an account reaches, whether it lets anybody in, and the words it is found by. */
import type { AccountRecord } from '../../server/contract/account.ts';
import type { Scope } from '../../server/contract/viewer.ts';
import type { UnitSlice } from '../patrol/unit-slice.ts';
import type { ProfileNames } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';

export const ACCOUNT_VIEWS = ['all', 'active', 'disabled', 'never'] as const;
export type AccountView = (typeof ACCOUNT_VIEWS)[number];

export function isInView({ disabled, lastSignInAt }: AccountRecord, view: AccountView): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'active':
      return !disabled;
    case 'disabled':
      return disabled;
    case 'never':
      return !disabled && lastSignInAt === null;
  }
}

/** Most units of a device token are counted, not listed. */
const MOST_NAMED_UNITS = 3;

/** `needs`: of a role that works on one ground only, where none is set. */
export function scopeText(
  { zone, organ, units }: Scope,
  { profile, known, needs = false }: { profile: ProfileNames; known: UnitSlice; needs?: boolean },
): string {
  const parts = [
    zone !== undefined && profile.zone(zone),
    organ !== undefined && profile.organ(organ),
    units !== undefined &&
      (units.length > MOST_NAMED_UNITS
        ? say('scope.units', { n: units.length })
        : units.map(id => known.byId.get(id as never)?.callSign ?? id).join(say('cover.between-shifts'))),
  ].filter(part => part !== false);
  return parts.join(' · ') || say(needs ? 'value.not-set' : 'scope.all');
}

export function stateText({ disabled, demo }: AccountRecord): string {
  const state = say(disabled ? 'account.disabled' : 'account.active');
  return demo ? `${state} · ${say('account.demo')}` : state;
}
