/**
 * One question to the own server over HTTP. In: method, path, what the answer must look like. Out: an answer that is data, never an
 * exception: what was asked for, the server's refusal, or `unreachable` (no network, too slow, a proxy that answers in its place,
 * an answer we cannot read): try again. The session lives in an HttpOnly cookie, so nothing secret passes through here.
 * Everything that stays in step with the change log comes over the live link instead; this is for commands, lists and look-ups.
 */
import type { z } from 'zod';
import { type Refusal, refusal } from '../../server/contract/refusal.ts';
import { currentLanguage } from '../wording/wording.ts';

export type ServerAnswer<Value> =
  | { name: 'answered'; value: Value }
  | { name: 'refused'; refusal: Refusal }
  | { name: 'unreachable' };

export interface Question {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Values that are undefined, null or empty are left out. */
  query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  /** Sent as JSON, or as it is when it is a file. */
  body?: object | Blob;
  /** A newer question makes this one pointless: the answer is then `unreachable` and nobody reads it. */
  signal?: AbortSignal;
  fetch?: typeof globalThis.fetch;
}

/** A phone call does not wait longer; the command may have arrived, which is why commands carry an id and may be sent again. */
const PATIENCE_MS = 15_000;
/** Files travel on the same slow lines. */
const FILE_PATIENCE_MS = 120_000;

export async function askServer<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  question: Question = {},
): Promise<ServerAnswer<z.infer<Schema>>> {
  const response = await send(path, question);
  const text = await response?.text().catch(() => undefined);
  // Taken back or broken off while it came: no answer at all, and none that does not fit.
  if (!response || text === undefined) return { name: 'unreachable' };
  const answer = parsed(text);
  if (response.ok) {
    const known = schema.safeParse(answer);
    if (known.success) return { name: 'answered', value: known.data };
    console.warn(`${path}: an answer that does not fit`, known.error.issues.slice(0, 3));
  }
  const refused = refusal.safeParse(answer);
  return refused.success ? { name: 'refused', refusal: refused.data } : { name: 'unreachable' };
}

async function send(path: string, question: Question): Promise<Response | null> {
  const { method = 'GET', query = {}, body, signal, fetch = globalThis.fetch } = question;
  const isFile = body instanceof Blob;
  const headers: Record<string, string> = { 'Accept-Language': currentLanguage() === 'zh' ? 'zh-CN' : 'en' };
  // A foreign page can send a form with our cookie, but not this header (reliability E13).
  if (method !== 'GET') headers['X-Gridwall'] = '1';
  if (body) headers['Content-Type'] = isFile ? body.type || 'application/octet-stream' : 'application/json';
  const patience = AbortSignal.timeout(isFile ? FILE_PATIENCE_MS : PATIENCE_MS);
  try {
    return await fetch(withQuery(path, query), {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      ...(body ? { body: isFile ? body : JSON.stringify(body) } : {}),
    });
  } catch {
    return null;
  }
}

/** Undefined for an empty answer (204), and for a page that some proxy put in its place. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Also for links that a browser follows by itself (exports). */
export function withQuery(path: string, query: NonNullable<Question['query']>): string {
  const known = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (known.length === 0) return path;
  return `${path}?${new URLSearchParams(known.map(([name, value]) => [name, String(value)]))}`;
}
