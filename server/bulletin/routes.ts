/** Bulletins over HTTP. Who sees which is bulletin-view.ts's part, who may do what bulletin-lifecycle.ts's. */
import { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import { bulletin, bulletinDraft, bulletinMonths } from '../contract/bulletin.ts';
import { bulletinCommand } from '../contract/bulletin-event.ts';
import { plainText } from '../contract/plain-text.ts';
import { notFound, Refused } from '../http/refused.ts';
import { Answer, defineRoute, type Route } from '../http/route.ts';
import { BULLETIN, type BulletinBook } from './bulletin-book.ts';
import { type BulletinFileParts, bulletinDocx, bulletinXlsx } from './bulletin-files.ts';
import { bulletinMap } from './bulletin-map.ts';
import type { BulletinParts } from './bulletin-parts.ts';
import { findLife } from './bulletin-repository.ts';
import { sees, wholeBulletin } from './bulletin-view.ts';
import { listMonths } from './list-months.ts';

export interface BulletinRouteParts extends BulletinParts, BulletinFileParts {
  book: BulletinBook;
  onError(error: unknown, what: string): void;
}

const idParams = z.strictObject({ id: plainText.min(1).max(40) });

export function bulletinRoutes(parts: BulletinRouteParts): Route[] {
  const { db, book, onError } = parts;

  async function seen(id: string, viewer: Viewer) {
    const life = await findLife(db, id);
    if (!life || !sees(life, viewer, parts)) throw notFound(BULLETIN, id);
    return life;
  }
  const whole = async (id: string, viewer: Viewer, now: number) =>
    wholeBulletin(await seen(id, viewer), viewer, parts, now);
  const frozen = async (id: string, viewer: Viewer, now: number) => {
    const shown = await whole(id, viewer, now);
    if (shown.frozenAt === null) throw stillADraft(id);
    return shown;
  };

  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/bulletins',
      action: 'bulletin:read',
      summary:
        '环卫指数测评点重复扣分通报，按月排列，新的在前：应通报时间、是否逾期、各版通报及其状态；未签发的只有通报部门、领导和管理员可见。',
      answer: bulletinMonths,
      handle: ({ viewer, now }) => listMonths(parts, viewer, now),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/bulletins',
      action: 'bulletin:draft',
      status: 201,
      summary: '拟制一个月的通报（草稿）；每月一份，已签发的以 replaces、correction 更正。',
      body: bulletinDraft,
      answer: bulletin,
      async handle({ viewer, body, now }) {
        const { id } = await book.draft(body, viewer, now);
        return whole(id, viewer, now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/bulletins/:id',
      action: 'bulletin:read',
      summary: '一份通报：提交签发时冻结的数字、社区、测评点与扣分（草稿为当前数字），以及销号与社区反馈的现状。',
      params: idParams,
      answer: bulletin,
      handle: ({ viewer, params, now }) => whole(params.id, viewer, now),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/bulletins/:id/events',
      action: 'bulletin:event',
      summary: '对通报的一步办理：issue 提交签发、sign 签发、return 退回、withdraw 撤回、answer 社区反馈整改。',
      params: idParams,
      body: bulletinCommand,
      answer: bulletin,
      async handle({ viewer, params, body, now }) {
        await seen(params.id, viewer);
        const life = await book.carryOut(params.id, body, viewer, now);
        // Kept with it from now on; whoever asks first draws it when this one could not.
        if (body.event === 'issue')
          await bulletinMap(parts, life, viewer.demo).catch(error => onError(error, `the map of ${life.id}`));
        return whole(params.id, viewer, now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/bulletins/:id/map.png',
      action: 'bulletin:read',
      summary: '通报所附的点位示意图（PNG），提交签发时绘制，此后不变。',
      params: idParams,
      answer: z.unknown(),
      async handle({ viewer, params }) {
        const map = await bulletinMap(parts, await seen(params.id, viewer), viewer.demo);
        if (!map) throw stillADraft(params.id);
        return new Answer(map, { headers: { 'Content-Type': 'image/png', 'Cache-Control': 'private, max-age=3600' } });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/bulletins/:id/bulletin.docx',
      action: 'table:export',
      summary: '通报导出为 DOCX：公文格式，含点位图、照片与签字栏。',
      params: idParams,
      answer: z.unknown(),
      handle: async ({ viewer, params, now }) => bulletinDocx(await frozen(params.id, viewer, now), parts, viewer, now),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/bulletins/:id/bulletin.xlsx',
      action: 'table:export',
      summary: '通报导出为 XLSX：每条扣分一行，附销号与社区反馈。',
      params: idParams,
      answer: z.unknown(),
      handle: async ({ viewer, params, now }) => bulletinXlsx(await frozen(params.id, viewer, now), parts, viewer, now),
    }),
  ];
}

function stillADraft(id: string): Refused {
  return new Refused('illegal-move', {
    zh: `${id} 还是草稿，数字未定；提交签发后才能导出`,
    en: `${id} is a draft; its figures are not settled. It can be exported once it is issued.`,
  });
}
