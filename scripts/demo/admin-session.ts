/**
 * An administrator's session on the public interface, for filling a fresh demonstration.
 * In: address, password. Out: `get`, `post`, `put` and `remove`, which throw with the server's own sentence when it refuses.
 */
import type { Refusal } from '../../server/contract/refusal.ts';

export interface AdminSession {
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  /** A file as it is, with its type. */
  send(path: string, file: string | Buffer, type: string): Promise<unknown>;
  put(path: string, body: unknown): Promise<unknown>;
  remove(path: string): Promise<void>;
}

export function signInAsAdmin(url: string, password: string): Promise<AdminSession> {
  return signInAs('admin', url, password);
}

/** As any account of the demonstration. */
export async function signInAs(account: string, url: string, password: string): Promise<AdminSession> {
  let cookie = '';
  const { origin } = new URL(url); // a cookie counts only together with the origin of the server's own pages
  type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
  const ask = async (method: Method, path: string, body?: unknown, type = 'application/json'): Promise<Response> => {
    const isFile = typeof body === 'string' || Buffer.isBuffer(body);
    const response = await fetch(new URL(path, url), {
      method,
      headers: { 'content-type': type, origin, ...(cookie ? { cookie } : {}) },
      ...(body === undefined ? {} : { body: isFile ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body) }),
    });
    if (response.ok) return response;
    const text = await response.text();
    throw new Error(`${method} ${path}: ${response.status} ${sentenceOf(text)}`);
  };
  const signedIn = await ask('POST', '/api/v1/session', { account, password });
  cookie = signedIn.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ');
  await signedIn.arrayBuffer();
  return {
    get: async path => (await ask('GET', path)).json(),
    post: async (path, body) => (await ask('POST', path, body)).json(),
    send: async (path, file, type) => (await ask('POST', path, file, type)).json(),
    put: async (path, body) => (await ask('PUT', path, body)).json(),
    remove: async path => void (await ask('DELETE', path)),
  };
}

function sentenceOf(text: string): string {
  try {
    const { refusal, message, field } = JSON.parse(text) as Partial<Refusal>;
    return `${refusal}: ${message}${field ? ` (${field})` : ''}`;
  } catch {
    return text.slice(0, 300);
  }
}
