/**
 * organs.json: the bodies of a jurisdiction (部门), the groups they work in, and who commands. Written by hand from the paper.
 * In: parsed JSON. Out: a typed record, or a zod error naming the field; `organFaults` adds what the shape cannot say.
 * Surprising rule: an organ with `perCommunity` is written once and stands for one organ in every community.
 */
import { z } from 'zod';

export const organId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a kebab-case id')
  .brand<'OrganId'>();
const source = z.string().min(1);

/** From the ground up. */
export const ORGAN_TIERS = ['community', 'street', 'posted', 'district', 'city'] as const;

const organ = z.strictObject({
  id: organId,
  name: z.string().min(1).max(30),
  shortName: z.string().min(1).max(8),
  tier: z.enum(ORGAN_TIERS),
  via: organId.nullable(), // street office that coordinates it (S0-69); null = reached directly, or not said
  perCommunity: z.boolean(),
  source,
});

const body = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a kebab-case id'),
  name: z.string().min(1).max(30),
  lead: organId,
  members: z.array(organId).min(1),
  source,
});

const command = z.strictObject({
  controlCentre: organId,
  acrossBodies: organId.nullable(), // null = 未设定
  territorial: organId,
});

export const organsFile = z.strictObject({ organs: z.array(organ).min(1), bodies: z.array(body), command });
export type OrgansFile = z.infer<typeof organsFile>;

/** One line a fault, naming the row: ids given twice, organs that do not exist, ways that do not lead upwards. */
export function organFaults({ organs, bodies, command }: OrgansFile): string[] {
  const faults: string[] = [];
  const byId = new Map<string, OrgansFile['organs'][number]>();
  organs.forEach((organ, i) => {
    const report = (reason: string) => faults.push(`organs.json: organs[${i}] (${organ.id}): ${reason}`);
    if (byId.has(organ.id)) report('stands there twice');
    else byId.set(organ.id, organ);
    if (organ.perCommunity && organ.tier !== 'community') report(`one a community, but its tier is ${organ.tier}`);
  });
  organs.forEach((organ, i) => {
    if (organ.via === null) return;
    const report = (reason: string) => faults.push(`organs.json: organs[${i}] (${organ.id}): ${reason}`);
    const office = byId.get(organ.via);
    if (!office) report(`unknown via ${organ.via}`);
    else if (ORGAN_TIERS.indexOf(organ.tier) <= ORGAN_TIERS.indexOf(office.tier))
      report(
        `its tier ${organ.tier} is not higher than ${office.tier}, the tier of ${office.id} that it is reached via`,
      );
  });

  const bodyIds = new Set<string>();
  bodies.forEach((body, i) => {
    const report = (reason: string) => faults.push(`organs.json: bodies[${i}] (${body.id}): ${reason}`);
    if (bodyIds.has(body.id)) report('stands there twice');
    bodyIds.add(body.id);
    body.members.forEach((member, m) => {
      if (!byId.has(member)) report(`unknown member ${member}`);
      if (body.members.indexOf(member) !== m) report(`member ${member} stands there twice`);
    });
    if (!body.members.includes(body.lead)) report(`its lead ${body.lead} is no member`);
    else if (byId.get(body.lead)?.perCommunity) report(`its lead ${body.lead} is not one organ but one a community`);
  });

  for (const part of ['controlCentre', 'acrossBodies', 'territorial'] as const) {
    const id = command[part];
    if (id !== null && !byId.has(id)) faults.push(`organs.json: command.${part}: unknown organ ${id}`);
  }
  const centre = byId.get(command.controlCentre);
  if (centre?.perCommunity) faults.push(`organs.json: command.controlCentre: ${centre.id} is one a community`);
  return faults;
}
