/** Who sees the way to bring a round [SP-28]: administrators, and the department that the profile names. The server decides all the same. */
import type { Viewer } from '../../server/contract/viewer.ts';
import type { Geodata } from '../map/geodata.ts';

export function mayBringRounds(
  { role, scope }: Pick<Viewer, 'role' | 'scope'>,
  { sanitationIndex }: Pick<Geodata['profile'], 'sanitationIndex'>,
): boolean {
  if (role === 'admin') return true;
  const office = sanitationIndex?.office?.organ;
  return role === 'dept' && office !== undefined && scope.organ === office;
}
