/**
 * The doors for positions over HTTP. Every answer is given after what was accepted is on disk.
 * The surprise: `/osmand` answers 200 to a well-formed position that the gate refuses (duplicate, too old, far away). Phones send
 * anything but 2xx again and again, and would hold back all later positions behind the bad one. What was refused is in the body
 * and in the counts. Malformed values and unknown devices are 400 (404 in JSON), as the protocol has it.
 */
import { z } from 'zod';
import { isAllowed } from '../access/guard.ts';
import type { Viewer } from '../access/viewer.ts';
import { MAX_POSITIONS_A_REQUEST, type PositionsAnswer, positionsAnswer } from '../contract/position-report.ts';
import { type Language, Refused } from '../http/refused.ts';
import { Answer, BATCH_BODY_LIMIT_BYTES, defineRoute, type Route } from '../http/route.ts';
import { readPosition } from './http-positions.ts';
import type { Objection } from './objection.ts';
import { type OsmandMessage, readOsmandJson, readOsmandQuery } from './osmand.ts';
import type { PositionIntake, Sender } from './position-intake.ts';

export function ingestRoutes(intake: PositionIntake): Route[] {
  async function takeOsmand(message: OsmandMessage, json: boolean, viewer: Viewer, language: Language, now: number) {
    if (!message.ok) {
      await intake.take([message], senderOf(viewer), 'osmand', now); // counted there
      throw new Refused(message.code, message.sentence, { field: message.field });
    }
    const { device, observation } = message;
    if (!intake.unitOf({ device })) {
      await intake.take(observation ? [observation] : [], senderOf(viewer), 'osmand', now);
      const refused = new Refused('unknown-device', {
        zh: `未准入的设备 ${device}`,
        en: `Device ${device} has not been admitted.`,
      });
      return new Answer(refused.refusal(language), { status: json ? 404 : 400 });
    }
    const answers = await intake.take(observation ? [observation] : [], senderOf(viewer), 'osmand', now);
    // These two say something about the sender, not about the position.
    const sender = answers.find(answer => answer?.code === 'not-allowed' || answer?.code === 'too-many-requests');
    if (sender) throw new Refused(sender.code, sender.sentence, { field: sender.field });
    return positionsAnswerOf(answers, language);
  }

  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/positions',
      action: 'position:send',
      summary: '上报位置：一个或一组（不超过 1000 个），逐条判定，一条有误不影响其余。',
      bodyLimitBytes: BATCH_BODY_LIMIT_BYTES,
      body: z.union([z.array(z.unknown()).max(MAX_POSITIONS_A_REQUEST), z.record(z.string(), z.unknown())]),
      answer: positionsAnswer,
      async handle({ viewer, body, now, language }) {
        const items = Array.isArray(body) ? body : [body];
        return positionsAnswerOf(await intake.take(items.map(readPosition), senderOf(viewer), 'http', now), language);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/osmand',
      action: 'position:send',
      tokenFrom: 'query',
      summary: 'OsmAnd / Traccar Client 协议（查询参数）。',
      query: z.record(z.string(), z.unknown()),
      answer: z.unknown(),
      handle: ({ viewer, query, language, now }) =>
        takeOsmand(readOsmandQuery(query, now), false, viewer, language, now),
    }),
    defineRoute({
      method: 'post',
      path: '/osmand',
      action: 'position:send',
      tokenFrom: 'query',
      bodyTypes: ['json', 'form'],
      summary: 'OsmAnd / Traccar Client 协议（查询参数、表单或 JSON）。',
      query: z.record(z.string(), z.unknown()),
      body: z.unknown(),
      answer: z.unknown(),
      handle({ viewer, query, body, headers, language, now }) {
        const json = /^application\/([\w.+-]+\+)?json/i.test(String(headers['content-type'] ?? ''));
        const message = json
          ? readOsmandJson(body, now)
          : readOsmandQuery({ ...query, ...(typeof body === 'object' ? body : {}) }, now);
        return takeOsmand(message, json, viewer, language, now);
      },
    }),
  ];
}

function senderOf(viewer: Viewer): Sender {
  return {
    speaksFor: unit => isAllowed(viewer, 'position:send', { unit: unit.id, zone: unit.homeZone }),
    address: viewer.address,
  };
}

function positionsAnswerOf(answers: readonly (Objection | null)[], language: Language): PositionsAnswer {
  const refused = answers.flatMap((answer, index) =>
    answer ? [{ index, reason: answer.code, message: answer.sentence[language] }] : [],
  );
  return { accepted: answers.length - refused.length, refused };
}
