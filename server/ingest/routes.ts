/**
 * The door for positions over HTTP as our own interface has it: one object or an array. Every answer is given after what was accepted
 * is on disk. The doors of apps are in osmand-routes.ts and owntracks-routes.ts.
 */
import { z } from 'zod';
import { MAX_POSITIONS_A_REQUEST, positionsAnswer } from '../contract/position-report.ts';
import { BATCH_BODY_LIMIT_BYTES, defineRoute, type Route } from '../http/route.ts';
import { readPosition } from './http-positions.ts';
import { positionsAnswerOf, senderOf } from './position-answers.ts';
import type { PositionIntake } from './position-intake.ts';

export function positionRoutes(intake: PositionIntake): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/positions',
      action: 'position:send',
      signable: true,
      summary: '上报位置：一个或一组（不超过 1000 个），逐条判定，一条有误不影响其余。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      body: z.union([z.array(z.unknown()).max(MAX_POSITIONS_A_REQUEST), z.record(z.string(), z.unknown())]),
      answer: positionsAnswer,
      async handle({ viewer, body, headers, now, language }) {
        const items = (Array.isArray(body) ? body : [body]).map(readPosition);
        return positionsAnswerOf(await intake.take(items, senderOf(viewer, headers), 'http', now), language);
      },
    }),
  ];
}
