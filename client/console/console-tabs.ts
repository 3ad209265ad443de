/** Which tabs a role has, and who takes reports; what a role may not use is absent, not greyed. The server's table of permissions decides, this only follows it. */
import type { Role } from '../../server/contract/viewer.ts';
import { TABS, type Tab } from './console-address.ts';

const HIDDEN: Partial<Record<Role, readonly Tab[]>> = {
  dept: ['alarms', 'handover', 'organs'],
  chief: ['handover'],
};

export function tabsOf(role: Role): Tab[] {
  const hidden = HIDDEN[role] ?? [];
  return TABS.filter(tab => !hidden.includes(tab));
}

export function takesReports(role: Role): boolean {
  return role === 'duty' || role === 'admin';
}

/** [P-73] */
export function looksAtTracks(role: Role): boolean {
  return role === 'duty' || role === 'leader' || role === 'chief' || role === 'admin';
}
