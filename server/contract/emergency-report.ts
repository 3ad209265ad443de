/**
 * Reports of an emergency to those above (首报, 续报, 终报): the eleven fields that are customary (fsou.net 17050058), the life of a
 * draft, and the record that one was sent. The record of the emergency holds heads and records; what a report says is asked for by
 * `GET /api/v1/emergencies/:id/reports/:number` and never goes to walls.
 */
import { z } from 'zod';
import { instant } from './coordinates.ts';
import { utcMs } from './ids.ts';
import { plainText } from './plain-text.ts';

export const reportKind = z.enum(['first', 'follow-up', 'final']);

/** 草稿 待审 已审. */
export const reportState = z.enum(['draft', 'submitted', 'approved']);

const text = plainText.trim().max(2000);

/** In the order in which they are written; an empty one is not known yet. */
export const reportFields = z.strictObject({
  receivedAt: text, // 接报时间
  source: text, // 信息来源
  happenedAt: text, // 事发时间
  place: text, // 地点
  nature: text, // 性质
  scope: text, // 影响范围
  loss: text, // 损失
  trend: text, // 趋势
  leaders: text, // 领导到位
  measures: text, // 已采取措施
  suggestions: text, // 建议
});
export type ReportFields = z.infer<typeof reportFields>;

/** What the record of the emergency says of one report; people are not named for walls. */
export const reportHead = z.object({
  /** 1, 2, 3 … inside the emergency. */
  number: z.int().min(1),
  kind: reportKind,
  /** 续报一, 续报二; null for the others. */
  ordinal: z.int().nullable(),
  /** Grows with every wording. */
  version: z.int().min(1),
  state: reportState,
  writtenBy: z.string(),
  /** Whose it is to approve it, and who did. */
  approver: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: utcMs.nullable(),
});
export type ReportHead = z.infer<typeof reportHead>;

/** That a report was made: what stops a clock. */
export const sentReport = z.object({
  /** 1, 2, 3 … inside the emergency. */
  number: z.int().min(1),
  /** Clocks that it stopped. */
  clocks: z.array(z.string()),
  means: z.enum(['phone', 'written']),
  /** The approved report that was sent; null by phone. */
  report: z.int().nullable(),
  sender: z.string(),
  recipient: z.string(),
  sentAt: utcMs,
  savedAt: utcMs,
  savedBy: z.string(),
  words: z.string().nullable(),
});
export type SentReport = z.infer<typeof sentReport>;

/** Without sender, recipient and time no clock stops. */
export const sending = {
  means: z.enum(['phone', 'written']),
  clocks: z.array(z.string().min(1).max(40)).max(8),
  sender: plainText.trim().min(1).max(60),
  recipient: plainText.trim().min(1).max(60),
  sentAt: instant,
  report: z.int().min(1).optional(),
  words: plainText.trim().min(1).max(500).optional(),
};

/** Answer of `GET /api/v1/emergencies/:id/reports/:number`: one wording, the newest by default. */
export const reportWording = reportHead.extend({
  /** Which wording this is; `version` of the head is the newest. */
  wording: z.int().min(1),
  fields: reportFields,
  writtenAt: utcMs,
});
export type ReportWording = z.infer<typeof reportWording>;
