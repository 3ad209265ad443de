/**
 * The door for OwnTracks over HTTP. In: one message or an array, HTTP Basic with a device token as the password. Out: `[]` after what
 * was accepted is on disk: the phone reads commands from the answer and there are none.
 * As at `/osmand`, what the gate refuses is a success too ([IN-3]). In an array one message that cannot be read hurts no other.
 */
import { z } from 'zod';
import { MAX_POSITIONS_A_REQUEST } from '../contract/position-report.ts';
import { BATCH_BODY_LIMIT_BYTES, defineRoute, type Route } from '../http/route.ts';
import { deviceOfRequest, readOwntracks } from './owntracks.ts';
import { refusedFor, refuseTheSender, senderOf } from './position-answers.ts';
import type { PositionIntake } from './position-intake.ts';

export function owntracksRoutes(intake: PositionIntake): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/owntracks',
      action: 'position:send',
      tokenFrom: 'basic',
      summary: 'OwnTracks 协议（HTTP 模式）：一条或一组消息；基本认证的密码为设备令牌。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      query: z.object({ u: z.string().optional(), d: z.string().optional() }),
      body: z.union([z.array(z.unknown()).max(MAX_POSITIONS_A_REQUEST), z.record(z.string(), z.unknown())]),
      answer: z.array(z.unknown()),
      async handle({ viewer, query, body, headers, now }) {
        const request = { headers, query, basicUser: basicUserOf(headers.authorization) };
        const messages = Array.isArray(body) ? body : [body];
        const items = messages
          .map(message => readOwntracks(message, () => deviceOfRequest(message, request)))
          .filter(item => item !== null);
        const answers = await intake.take(items, senderOf(viewer, headers), 'owntracks', now);
        refuseTheSender(answers);
        const unread = items.filter(item => 'ok' in item);
        const [first] = unread;
        if (first && unread.length === messages.length) throw refusedFor(first);
        return [];
      },
    }),
  ];
}

function basicUserOf(header: unknown): string | null {
  const [, encoded] = /^Basic +(\S+) *$/i.exec(typeof header === 'string' ? header : '') ?? [];
  return encoded === undefined ? null : (Buffer.from(encoded, 'base64').toString('utf8').split(':')[0] ?? null);
}
