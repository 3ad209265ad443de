/** The page of somebody on patrol over HTTP: what it shows, and what is done for a task. Positions, help and reports use the common doors. */
import { z } from 'zod';
import { fieldState, fieldTask } from '../contract/field.ts';
import { incidentCommand } from '../contract/incident-event.ts';
import { plainText } from '../contract/plain-text.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { FieldDesk } from './field-desk.ts';

export function fieldRoutes(desk: FieldDesk): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/field',
      action: 'field:own',
      summary: '一线人员：本单位、当前任务、服务器已收到的位置与求助状态；只含本单位的内容，不含报告人。',
      answer: fieldState,
      handle: ({ viewer, now }) => desk.stateFor(viewer, now),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/field/incidents/:id/events',
      action: 'field:own',
      summary: '一线人员办理派给本单位的任务：签收、到场、报告进展、办结，见任务的 allowed；返回办理后的任务。',
      params: z.strictObject({ id: plainText.min(1).max(40) }),
      body: incidentCommand,
      answer: fieldTask,
      handle: ({ viewer, params, body, now }) => desk.carryOut(params.id, body, viewer, now),
    }),
  ];
}
