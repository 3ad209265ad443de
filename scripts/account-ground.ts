/**
 * Whether the zone and the organ of a new account exist. In: the profile's folder, the scope. Out: nothing, or one line that names what
 * there is. An account for an organ nobody knows would sign in to an empty desk, and nobody would see why.
 */
import type { Scope } from '../server/contract/viewer.ts';
import { openProfile } from '../server/profile/load.ts';
import { CannotStart } from '../server/store/cannot-start.ts';

export async function checkAccountGround(profileDir: string, { zone, organ }: Scope): Promise<void> {
  if (zone === undefined && organ === undefined) return;
  const { isZone, zones, organs } = await openProfile(profileDir);
  if (zone !== undefined && !isZone(zone))
    throw new CannotStart(`--zone: the profile has no zone ${zone}. It has: ${zones.join(', ')}.`);
  const standsForMany = organ !== undefined && organs.get(organ)?.perCommunity === true;
  if (standsForMany)
    throw new CannotStart(
      `--organ: ${organ} is one a community; name one, for example ${organs.all.find(({ id }) => id.startsWith(`${organ}:`))?.id}.`,
    );
  if (organ !== undefined && !organs.exists(organ))
    throw new CannotStart(
      `--organ: the profile has no organ ${organ}. It has: ${organs.all
        .filter(({ id }) => !id.includes(':'))
        .map(({ id }) => id)
        .join(', ')}.`,
    );
}
