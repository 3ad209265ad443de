/** What may be done to a bulletin: body of `POST /api/v1/bulletins/:id/events`. Who may and when: server/bulletin/bulletin-lifecycle.ts. */
import { z } from 'zod';
import { commandFor } from './command.ts';
import { communityCode } from './ids.ts';
import { plainText } from './plain-text.ts';
import { localDay } from './shift.ts';

const reason = plainText.trim().min(1).max(200);

export const bulletinEventName = z.enum(['issue', 'sign', 'return', 'withdraw', 'answer']);
export type BulletinEventName = z.infer<typeof bulletinEventName>;

export const bulletinCommand = z.discriminatedUnion('event', [
  /** 提交签发: the figures are frozen now. */
  commandFor('issue', {}),
  /** 签发: by another person than who issued it; its points are 已通报 now. */
  commandFor('sign', {}),
  /** 退回: a draft again. */
  commandFor('return', { reason }),
  /** 撤回 */
  commandFor('withdraw', { reason }),
  /** The station of a community says what it will do, and by when. */
  commandFor('answer', {
    community: communityCode,
    measures: plainText.trim().min(1).max(1000),
    dueDay: localDay,
  }),
]);
export type BulletinCommand = z.infer<typeof bulletinCommand>;
