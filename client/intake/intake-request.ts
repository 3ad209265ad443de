/**
 * From what was taken down to what is sent: the report, the question for a proposal, what is still missing, and which field a refusal
 * of the server is about. Times: the clocks start when it happened, so 刚刚 is the beginning of the call, not the moment of sending.
 */
import type { z } from 'zod';
import type { LonLat } from '../../server/contract/coordinates.ts';
import type { CommandId } from '../../server/contract/ids.ts';
import type { IncidentIntake, proposalRequest } from '../../server/contract/incident.ts';
import { plainText } from '../../server/contract/plain-text.ts';
import type { Refusal } from '../../server/contract/refusal.ts';
import { say } from '../wording/wording.ts';
import type { DraftPlace, IntakeDraft, Matter } from './intake-draft.ts';
import { inWgs84 } from './likely-crs.ts';

export type ProposalRequest = z.infer<typeof proposalRequest>;

export type IntakeField = 'channel' | 'place' | 'address' | 'category' | 'text' | 'happenedAt' | 'name' | 'phone';
export type IntakeProblems = Partial<Record<IntakeField, string>>;

const MINUTE = 60_000;
/** Clocks of desks and server differ by a breath. */
const FUTURE_TOLERANCE_MS = 5000;

export function happenedAtOf({ happened, happenedOther, startedAt }: Matter): number | null {
  return happened === 'other' ? happenedOther : startedAt - Number(happened) * MINUTE;
}

/** As it is sent: the pair as it was written, and its system. */
function whereOf(place: DraftPlace): Pick<ProposalRequest, 'lon' | 'lat' | 'crs' | 'community'> {
  switch (place.from) {
    case 'search': {
      const { lon, lat, community } = place.found;
      return community === null ? { lon, lat, crs: 'WGS84' } : { lon, lat, crs: 'WGS84', community };
    }
    case 'coordinates':
      return { lon: place.pair[0], lat: place.pair[1], crs: place.crs };
    case 'map':
      return { lon: place.at[0], lat: place.at[1], crs: 'WGS84' };
  }
}

/** Where the map shows it. */
export function placeOnMap(place: DraftPlace): LonLat {
  switch (place.from) {
    case 'search':
      return [place.found.lon, place.found.lat];
    case 'coordinates':
      return inWgs84(place.pair, place.crs);
    case 'map':
      return place.at;
  }
}

/** Null while there is no place: without one nobody can say whose it is. */
export function proposalRequestOf(matter: Matter): ProposalRequest | null {
  if (!matter.place) return null;
  const happenedAt = happenedAtOf(matter);
  return {
    ...whereOf(matter.place),
    channel: matter.channel,
    ...(matter.category !== null && { category: matter.category }),
    ...(happenedAt !== null && { happenedAt }),
  };
}

/** Call only when `problemsOf` found nothing. */
export function intakeOf({ matter, reporter }: IntakeDraft, commandId?: CommandId): IncidentIntake {
  const name = reporter.name.trim();
  const phone = reporter.phone.trim();
  const address = matter.address.trim();
  return {
    ...(commandId && { commandId }),
    channel: matter.channel,
    ...(matter.category !== null && { category: matter.category }),
    text: matter.text.trim(),
    ...whereOf(matter.place!),
    ...(address && { address }),
    happenedAt: happenedAtOf(matter)!,
    reportedAt: matter.startedAt,
    ...((name || phone) && { reporter: { ...(name && { name }), ...(phone && { phone }) } }),
  };
}

const LONGEST = { text: 500, address: 120, name: 40, phone: 30 } as const;

export function problemsOf({ matter, reporter }: IntakeDraft, now: number): IntakeProblems {
  const problems: IntakeProblems = {};
  if (!matter.place) problems.place = say(matter.typedPlace.trim() ? 'intake.place.unchosen' : 'intake.place.missing');
  if (matter.category === null && matter.typedCategory.trim()) problems.category = say('intake.category.unchosen');
  if (!matter.text.trim()) problems.text = say('intake.text.missing');
  const happenedAt = happenedAtOf(matter);
  if (happenedAt === null) problems.happenedAt = say('intake.happened.missing');
  else if (happenedAt > now + FUTURE_TOLERANCE_MS) problems.happenedAt = say('intake.happened.future');
  const written = { text: matter.text, address: matter.address, name: reporter.name, phone: reporter.phone };
  for (const field of ['text', 'address', 'name', 'phone'] as const) {
    if (written[field].trim().length > LONGEST[field]) problems[field] = say('intake.too-long', { n: LONGEST[field] });
    else if (!plainText.safeParse(written[field]).success) problems[field] = say('intake.not-storable');
  }
  return problems;
}

const FIELD_OF: Record<string, IntakeField> = {
  channel: 'channel',
  lon: 'place',
  lat: 'place',
  crs: 'place',
  community: 'place',
  address: 'address',
  category: 'category',
  text: 'text',
  happenedAt: 'happenedAt',
  reportedAt: 'happenedAt',
  'reporter.name': 'name',
  'reporter.phone': 'phone',
};
/** Refusals of places and times do not always name a field. */
const FIELD_OF_CODE: Partial<Record<Refusal['refusal'], IntakeField>> = {
  'unknown-category': 'category',
  'unknown-channel': 'channel',
  'zero-position': 'place',
  'swapped-lon-lat': 'place',
  'outside-range': 'place',
  'far-outside-area': 'place',
  'future-time': 'happenedAt',
  'too-old': 'happenedAt',
};

/** Null: it is about the whole. */
export function fieldOfRefusal(refusal: Refusal): IntakeField | null {
  return FIELD_OF[refusal.field ?? ''] ?? FIELD_OF_CODE[refusal.refusal] ?? null;
}
