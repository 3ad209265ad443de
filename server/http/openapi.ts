/**
 * Describes the HTTP interface as OpenAPI 3.1, made from the route table, so it cannot fall behind. Schemas are those that parse the
 * requests; whatever JSON Schema cannot say (a refinement) is left out rather than made up.
 */
import { z } from 'zod';
import { PERMISSIONS } from '../access/permissions.ts';
import { refusal } from '../contract/refusal.ts';
import { XLSX_TYPE } from './read-body.ts';
import type { Route } from './route.ts';

type JsonSchema = Record<string, unknown>;

const CONTENT_TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  xlsx: XLSX_TYPE,
  sheet: 'application/octet-stream',
  image: 'image/*',
} as const;

export function openApi(routes: readonly Route[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Gridwall 网格指挥墙', version },
    paths,
    components: {
      schemas: { Refusal: shapeOf(refusal, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'gridwall_session' },
        token: { type: 'http', scheme: 'bearer' },
        queryToken: { type: 'apiKey', in: 'query', name: 'token' },
        basicToken: { type: 'http', scheme: 'basic', description: 'The password is the token.' },
      },
    },
  };
}

/** Roles that may use a route; null = anyone, without signing in. */
export function rolesOf(route: Route): string[] | null {
  if (route.action === 'public') return null;
  const { action } = route;
  return Object.entries(PERMISSIONS)
    .filter(([, actions]) => actions.includes(action))
    .map(([role]) => role);
}

function operation(route: Route): Record<string, unknown> {
  const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')];
  return {
    summary: route.summary,
    'x-action': route.action,
    'x-roles': rolesOf(route) ?? 'public',
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: requestBody(route, shapeOf(route.body, 'input')) } : {}),
    responses: {
      [route.status]: {
        description: route.summary,
        ...(route.answer && route.status !== 204
          ? { content: { 'application/json': { schema: shapeOf(route.answer, 'input') } } }
          : {}),
      },
      default: {
        description: '拒绝：原因代码与说明',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    },
    security: security(route),
  };
}

function requestBody(route: Route, schema: JsonSchema): Record<string, unknown> {
  return {
    required: true,
    content: Object.fromEntries(route.bodyTypes.map(type => [CONTENT_TYPES[type], { schema }])),
  };
}

function security(route: Route): Record<string, never[]>[] {
  if (route.action === 'public') return [];
  return [
    { session: [] },
    { token: [] },
    ...(route.tokenFrom === 'query' || route.tokenFrom === 'feed' ? [{ queryToken: [] }] : []),
    ...(route.tokenFrom === 'basic' ? [{ basicToken: [] }] : []),
  ];
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Record<string, unknown>[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = shapeOf(schema, 'input') as {
    properties?: JsonSchema;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }));
}

function shapeOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return shape;
}
