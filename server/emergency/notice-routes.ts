/** Warnings and major actions over HTTP: issued, listed, changed, ended. Who may not see one is told that there is none. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Action } from '../access/permissions.ts';
import type { Viewer } from '../access/viewer.ts';
import { plainText } from '../contract/plain-text.ts';
import { readCursor, writeCursor } from '../http/page-cursor.ts';
import { notFound, type Sentence } from '../http/refused.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Tables } from '../store/tables.ts';
import type { NoticeBody, NoticeCommand, NoticeDesk } from './notice-desk.ts';
import { findNotice, listNotices, type Notice, type NoticeKind } from './notice-repository.ts';

const params = z.strictObject({ id: plainText.min(1).max(40) });
const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

export interface NoticeRouteParts<N extends Notice, Body extends NoticeBody, Command extends NoticeCommand> {
  db: Kysely<Tables>;
  desk: NoticeDesk<N, Body, Command>;
  kind: NoticeKind;
  /** `/api/v1/warnings`. */
  path: string;
  action: Action;
  name: Sentence;
  /** 发布, 办理. */
  summaries: { issue: string; list: string; one: string; change: string };
  body: z.ZodType<Body>;
  command: z.ZodType<Command>;
  record: z.ZodType<N>;
  /** Null = not for this viewer. */
  view(notice: N, viewer: Viewer): N | null;
}

export function noticeRoutes<N extends Notice, Body extends NoticeBody, Command extends NoticeCommand>({
  db,
  desk,
  kind,
  path,
  action,
  name,
  summaries,
  body,
  command,
  record,
  view,
}: NoticeRouteParts<N, Body, Command>): Route[] {
  return [
    defineRoute({
      ...{ method: 'post', path, action, status: 201, summary: summaries.issue, body, answer: record },
      handle: async ({ viewer, body: sent, now }) => shown(viewer, await desk.issue(sent, viewer, now)),
    }),
    defineRoute({
      ...{ method: 'get', path, action: 'emergency:read', summary: summaries.list, query: listQuery },
      answer: z.object({ notices: z.array(record), next: z.string().nullable() }),
      async handle({ viewer, query: { limit, cursor } }) {
        const found = await listNotices<N>(db, kind, limit + 1, cursor === undefined ? null : readCursor(cursor));
        const page = found.slice(0, limit);
        const last = page.at(-1);
        return {
          notices: page.flatMap(({ notice }) => view(notice, viewer) ?? []),
          next: found.length > limit && last ? writeCursor({ at: last.at, id: last.notice.id }) : null,
        };
      },
    }),
    defineRoute({
      ...{ method: 'get', path: `${path}/:id`, action: 'emergency:read', summary: summaries.one },
      ...{ params, answer: record },
      handle: async ({ viewer, params: { id } }) => shown(viewer, await find(id)),
    }),
    defineRoute({
      ...{ method: 'post', path: `${path}/:id/events`, action, summary: summaries.change },
      ...{ params, body: command, answer: record },
      async handle({ viewer, params: { id }, body: sent, now }) {
        shown(viewer, await find(id));
        return shown(viewer, await desk.carryOut(id, sent, viewer, now));
      },
    }),
  ];

  async function find(id: string): Promise<N> {
    const notice = await findNotice<N>(db, kind, id);
    if (!notice) throw notFound(name, id);
    return notice;
  }

  function shown(viewer: Viewer, notice: N): N {
    const seen = view(notice, viewer);
    if (!seen) throw notFound(name, notice.id);
    return seen;
  }
}
