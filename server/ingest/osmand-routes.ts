/**
 * The door for Traccar Client and OsmAnd. In: their two dialects. Out: 200 after what was accepted is on disk, and a call for help
 * from the SOS button.
 * The surprise: a well-formed position that the gate refuses (duplicate, too old, far away) is answered 200. Phones send anything but
 * 2xx again and again, and would hold back all later positions behind the bad one. What was refused is in the body and in the
 * counts. Malformed values and unknown devices are 400 (404 in JSON), as the protocol has it.
 */
import { z } from 'zod';
import { isAllowed } from '../access/guard.ts';
import { causeOf, type Viewer } from '../access/viewer.ts';
import type { HelpCalls } from '../alarm/help-calls.ts';
import { type Language, notAllowed, Refused } from '../http/refused.ts';
import { Answer, defineRoute, type Route } from '../http/route.ts';
import type { Objection } from './objection.ts';
import { type OsmandMessage, type OsmandReading, readOsmandJson, readOsmandQuery } from './osmand.ts';
import { positionsAnswerOf, refusedFor, refuseTheSender, senderOf } from './position-answers.ts';
import type { PositionIntake } from './position-intake.ts';

export interface OsmandParts {
  intake: PositionIntake;
  help: HelpCalls;
}

interface Asked {
  viewer: Viewer;
  headers: object;
  language: Language;
  now: number;
}

export function osmandRoutes({ intake, help }: OsmandParts): Route[] {
  async function take(message: OsmandReading, json: boolean, { viewer, headers, language, now }: Asked) {
    const sender = senderOf(viewer, headers);
    if (!message.ok) {
      await intake.take([message], sender, 'osmand', now); // counted there
      throw refusedFor(message);
    }
    const { device, position } = message;
    const answers = await intake.take(position ? [position] : [], sender, 'osmand', now);
    if (!intake.unitOf({ device })) {
      const sentence = { zh: `未准入的设备 ${device}`, en: `Device ${device} has not been admitted.` };
      const [answer] = answers;
      const refused = new Refused(answer?.code ?? 'unknown-device', answer?.sentence ?? sentence);
      return new Answer(refused.refusal(language), { status: json ? 404 : 400 });
    }
    if (message.calledForHelpAt !== null) await call(message, message.calledForHelpAt, answers[0] ?? null, viewer, now);
    if (position && 'ok' in position) throw refusedFor(position);
    refuseTheSender(answers);
    return positionsAnswerOf(answers, language);
  }

  /** [IN-4] From where the fix is, if the gate believes it. */
  async function call(
    { device, position }: OsmandMessage,
    happenedAt: number,
    objection: Objection | null,
    viewer: Viewer,
    now: number,
  ): Promise<void> {
    const unit = intake.unitOf({ device });
    if (!unit) return;
    if (!isAllowed(viewer, 'unit:help', { unit: unit.id, zone: unit.homeZone })) throw notAllowed('unit:help');
    const believed = objection === null || objection.code === 'duplicate';
    const from = position && !('ok' in position) && believed ? intake.placeOf(position) : null;
    await help.call(unit, { from, said: null, happenedAt }, causeOf(viewer), now);
  }

  return [
    defineRoute({
      method: 'get',
      path: '/osmand',
      action: 'position:send',
      tokenFrom: 'query',
      summary: 'OsmAnd / Traccar Client 协议（查询参数）。alarm=sos 为求助。',
      query: z.record(z.string(), z.unknown()),
      answer: z.unknown(),
      handle: ({ query, now, ...asked }) => take(readOsmandQuery(query, now), false, { ...asked, now }),
    }),
    defineRoute({
      method: 'post',
      path: '/osmand',
      action: 'position:send',
      tokenFrom: 'query',
      bodyTypes: ['json', 'form'],
      summary: 'OsmAnd / Traccar Client 协议（查询参数、表单或 JSON）。alarm=sos 为求助。',
      query: z.record(z.string(), z.unknown()),
      body: z.unknown(),
      answer: z.unknown(),
      handle({ query, body, headers, now, ...asked }) {
        const json = /^application\/([\w.+-]+\+)?json/i.test(String(headers['content-type'] ?? ''));
        const message = json
          ? readOsmandJson(body, now)
          : readOsmandQuery({ ...query, ...(typeof body === 'object' ? body : {}) }, now);
        return take(message, json, { ...asked, headers, now });
      },
    }),
  ];
}
