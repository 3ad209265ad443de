/**
 * What may be done to a joint operation: body of `POST /api/v1/operations/:id/events`, one shape an event. The server alone decides
 * whether an event is possible now (server/operation/SPEC.md); its name stands in `allowed` of the record when it is.
 * Answered after the commit: 200 with the record, or 409 with a refusal. The same `commandId` always gets the first answer.
 */
import { z } from 'zod';
import { commandFor as event } from './command.ts';
import { crs, instant } from './coordinates.ts';
import { evidenceId, incidentId, organId } from './ids.ts';
import { operationPlan } from './operation.ts';
import { plainText } from './plain-text.ts';

const words = plainText.trim().min(1).max(500);
const part = z.string().min(1).max(40);
const photos = z.array(evidenceId).max(12);
/** When it happened, of what a phone without a network tells afterwards; absent = now. */
const told = { happenedAt: instant.optional() };

export const operationCommand = z.discriminatedUnion('event', [
  // 方案
  event('edit', { plan: operationPlan }),
  event('submit', {}),
  event('countersign', { agree: z.boolean(), reason: words.optional() }),
  /** 下达: with a reason when an organ has not agreed. */
  event('issue', { reason: words.optional() }),
  event('withdraw', { reason: words }),
  event('cancel', { reason: words }),
  /** 吹哨: organs are called; also during the operation. */
  event('call-organs', { organs: z.array(organId).min(1).max(20), reason: words.optional() }),
  // 当天
  event('register-arrival', { organ: organId, persons: z.int().min(0).max(500).optional() }),
  event('mark-absent', { squad: part, member: part, absent: z.boolean() }),
  /** 集结出发: with a reason when the composition is not met. */
  event('begin', { reason: words.optional() }),
  event('reinforce', { organs: z.array(organId).min(1).max(8), reason: words }),
  /** `code` is what the sign at the stop says (scanned or typed). */
  event('arrive-stop', { squad: part, stop: part, code: plainText.max(60).optional(), ...told }),
  event('leave-stop', { squad: part, stop: part, ...told }),
  event('skip-stop', { squad: part, stop: part, reason: words, ...told }),
  event('check-item', { item: part, done: z.boolean(), ...told }),
  /** `finding` is made by the sender (UUID), so that a phone without a network can send it later, once. */
  event('add-finding', {
    finding: z.uuid(),
    squad: part.optional(),
    stop: part.optional(),
    target: part.optional(),
    happenedAt: instant,
    lon: z.number(),
    lat: z.number(),
    crs: crs.optional(),
    category: z.string().max(60).optional(),
    text: words,
    party: plainText.trim().max(60).optional(),
    legalBasis: plainText.trim().max(120).optional(),
    measure: plainText.trim().max(60).optional(),
    deadline: instant.optional(),
    photos: photos.optional(),
    /** Of an imported operation: the case that it had become (operation-import.ts). */
    incident: incidentId.optional(),
  }),
  event('add-after-photos', { finding: z.uuid(), photos: photos.min(1) }),
  event('make-incident', { finding: z.uuid() }),
  event('finish', { reason: words.optional() }),
  // 之后
  event('summarise', { text: plainText.trim().min(1).max(2000) }),
  event('archive', {}),
  event('comment', { text: words }),
]);
export type OperationCommand = z.infer<typeof operationCommand>;
export type OperationEventName = OperationCommand['event'];

export const OPERATION_EVENTS = operationCommand.options.map(
  option => option.shape.event.value,
) as OperationEventName[];
