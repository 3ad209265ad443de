/**
 * The monthly bulletin of scoring points with repeated deductions (环卫指数测评点重复扣分通报, S0-34). What may be done to one:
 * bulletin-event.ts. From `issued` on its figures are those of that moment, whatever becomes of points, sheets and boundaries; a draft
 * shows them as they are now. Rules: server/bulletin/SPEC.md.
 */
import { z } from 'zod';
import { bulletinEventName } from './bulletin-event.ts';
import { bulletinId, communityCode, evidenceId, organId, pointCode, utcMs, zoneId } from './ids.ts';
import { plainText } from './plain-text.ts';
import { roundName } from './scoring-point.ts';

/** 草稿 待签发 已签发 已撤回; 已更正 = a later version took its place. */
export const bulletinState = z.enum(['draft', 'issued', 'signed', 'withdrawn', 'replaced']);
export type BulletinState = z.infer<typeof bulletinState>;

/** Month it is about, `2026-10`. */
export const bulletinMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Who did it, as people call the account, and when. */
const signature = z.object({ by: z.string(), at: utcMs });
const withReason = signature.extend({ reason: z.string() });
const ratio = z.object({ numerator: z.int(), denominator: z.int() });

/** Of everything, or of one community, in the bulletin's round. */
const figures = {
  /** Registered points. */
  registered: z.int(),
  assessed: z.int(),
  /** Points with a deduction. */
  deducted: z.int(),
  /** Points deducted again. */
  repeat: z.int(),
  deductions: z.int(),
  /** Points taken off, as they count. */
  lost: z.number(),
  /** Named by earlier bulletins and not clean since. */
  carried: z.int(),
  /** 重复扣分率 (K11): deducted again / deducted. Denominator 0 = "—". */
  repeatRate: ratio,
  /** 上轮销号率 (K11): of the points named for the round before, those clean by then. */
  clearedRate: ratio,
};
export const bulletinFigures = z.object(figures);
export type BulletinFigures = z.infer<typeof bulletinFigures>;

export const bulletinDeduction = z.object({
  number: z.string(),
  round: roundName,
  /** Null = the sheet did not say when. */
  at: utcMs.nullable(),
  item: z.string(),
  score: z.number(),
  counted: z.number(),
  repeat: z.boolean(),
  /** Read by `GET /api/v1/sanitation-photos/:id`. */
  photo: evidenceId.nullable(),
});

export const bulletinPoint = z.object({
  /** Its number on the map. */
  no: z.int().min(1),
  code: pointCode,
  name: z.string(),
  community: communityCode,
  zone: zoneId,
  venueType: z.string(),
  responsibleRole: z.string(),
  /** Null = 未设定. */
  responsiblePerson: z.string().nullable(),
  lon: z.number(),
  lat: z.number(),
  /** `repeat`: named by this bulletin. `carried`: named by an earlier one, and no clean round since. */
  kind: z.enum(['repeat', 'carried']),
  /** The round for which it was named: this bulletin's, or an earlier one. */
  namedFor: roundName,
  /** Of the rounds that made it a repeat, oldest first. */
  deductions: z.array(bulletinDeduction),
  /** Not frozen: the clean round by which it left (销号); null = not yet, or not named yet. */
  cleared: roundName.nullable(),
});
export type BulletinPoint = z.infer<typeof bulletinPoint>;

export const bulletinAnswer = signature.extend({
  /** What will be done (整改措施). */
  measures: z.string(),
  /** Day by which, `2026-12-10`. */
  dueDay: z.string(),
  /** The desk wrote it down for the community (代录). */
  onBehalf: z.boolean(),
});

export const bulletinCommunity = z.object({
  community: communityCode,
  /** As it was called then. */
  name: z.string(),
  zone: zoneId,
  ...figures,
  /** Whose answer is awaited; null = nobody's: it has no point in the bulletin, or the profile no station for it. */
  organ: organId.nullable(),
  /** Newest first; each stays. */
  answers: z.array(bulletinAnswer),
});
export type BulletinCommunity = z.infer<typeof bulletinCommunity>;

/** One of a list. */
export const bulletinRecord = z.object({
  id: bulletinId,
  version: z.int().min(1),
  month: bulletinMonth,
  /** Round of the index that the month lies in. */
  round: roundName,
  state: bulletinState,
  /** It corrects that one, and why. */
  replaces: bulletinId.nullable(),
  replacedBy: bulletinId.nullable(),
  correction: z.string().nullable(),
  drafted: signature,
  issued: signature.nullable(),
  signed: signature.nullable(),
  withdrawn: withReason.nullable(),
  /** Sent back by who was to sign; null again when it is issued. */
  returned: withReason.nullable(),
  /** Null = a draft. */
  counts: z
    .object({ repeat: z.int(), carried: z.int(), communities: z.int(), answered: z.int(), cleared: z.int() })
    .nullable(),
  /** Names for the buttons of this viewer. */
  allowed: z.array(bulletinEventName),
  /** May this viewer draft a version that takes its place? */
  mayCorrect: z.boolean(),
});
export type BulletinRecord = z.infer<typeof bulletinRecord>;

/** Answer of `GET /api/v1/bulletins/:id`. */
export const bulletin = bulletinRecord.extend({
  /** The month still runs: what was not assessed yet is not in it. */
  isRunning: z.boolean(),
  /** Frozen at; null = a draft, as of now. */
  frozenAt: utcMs.nullable(),
  hasMap: z.boolean(),
  figures: bulletinFigures,
  /** All of the profile, in its order. */
  communities: z.array(bulletinCommunity),
  /** By community, then code. */
  points: z.array(bulletinPoint),
});
export type Bulletin = z.infer<typeof bulletin>;

/**
 * How a month stands with its bulletin (C24): `running`, not over yet. `due`: may still be issued in time. `overdue`. `done`, or
 * `late`: signed after its time. `before`: earlier than the first bulletin ever drafted; nobody asks for it.
 */
export const monthStanding = z.enum(['running', 'due', 'overdue', 'done', 'late', 'before']);
export type MonthStanding = z.infer<typeof monthStanding>;

/** Answer of `GET /api/v1/bulletins`. */
export const bulletinMonths = z.object({
  /** Day of the following month by which it is due; null = 未设定: by the end of that month. */
  dueDayOfMonth: z.int().nullable(),
  /** 通报按期率 (K25): signed in time / due by now. */
  kept: ratio,
  /** May this viewer draft one? */
  mayDraft: z.boolean(),
  /** Newest first, from the oldest month of which anything was assessed. */
  months: z.array(
    z.object({
      month: bulletinMonth,
      round: roundName,
      standing: monthStanding,
      /** Not included. */
      dueAt: utcMs,
      /** Those this viewer may see, newest first. */
      bulletins: z.array(bulletinRecord),
    }),
  ),
});
export type BulletinMonths = z.infer<typeof bulletinMonths>;

/** Body of `POST /api/v1/bulletins`. */
export const bulletinDraft = z.strictObject({
  month: bulletinMonth,
  /** The signed one that it corrects; without it a month that has one gets no second. */
  replaces: bulletinId.optional(),
  /** Why; together with `replaces`. */
  correction: plainText.trim().min(1).max(200).optional(),
});
export type BulletinDraft = z.infer<typeof bulletinDraft>;
