/**
 * One way to ask the server, whoever asks: a bearer token, or a person's session that is opened when it is first needed and again
 * when it has ended. In: method, path, a body (bytes are a photo). Out: status and body; undefined when nobody answers.
 */
const REQUEST_TIMEOUT_MS = 10_000;

export interface Answered {
  status: number;
  body: unknown;
}

export interface ServerDoor {
  get(path: string): Promise<Answered | undefined>;
  post(path: string, body: unknown): Promise<Answered | undefined>;
  postPhoto(path: string, jpeg: Uint8Array): Promise<Answered | undefined>;
}

type Headers = Record<string, string>;
interface Asked {
  method: string;
  path: string;
  body?: string | Uint8Array<ArrayBuffer>;
  type?: string;
}

export function bearerDoor(url: string, token: string): ServerDoor {
  return doorFrom(asked => ask(url, asked, { authorization: `Bearer ${token}` }));
}

/** A demonstration account at its own screen. */
export function sessionDoor(url: string, account: string, password: string): ServerDoor {
  const { origin } = new URL(url); // a cookie counts only together with the origin of the server's own pages
  let cookie: string | undefined;

  async function signIn(): Promise<boolean> {
    const response = await fetchOrNothing(url, '/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ account, password }),
    });
    await response?.arrayBuffer();
    if (!response?.ok) return false;
    cookie = response.headers
      .getSetCookie()
      .map(line => line.split(';')[0])
      .join('; ');
    return true;
  }

  return doorFrom(async asked => {
    if (cookie === undefined && !(await signIn())) return undefined;
    const answer = await ask(url, asked, { origin, cookie: cookie! });
    if (answer?.status !== 401) return answer;
    return (await signIn()) ? ask(url, asked, { origin, cookie: cookie! }) : answer;
  });
}

function doorFrom(send: (asked: Asked) => Promise<Answered | undefined>): ServerDoor {
  return {
    get: path => send({ method: 'GET', path }),
    post: (path, body) => send({ method: 'POST', path, body: JSON.stringify(body), type: 'application/json' }),
    postPhoto: (path, jpeg) => send({ method: 'POST', path, body: new Uint8Array(jpeg), type: 'image/jpeg' }),
  };
}

async function ask(url: string, { method, path, body, type }: Asked, headers: Headers): Promise<Answered | undefined> {
  const response = await fetchOrNothing(url, path, {
    method,
    headers: { ...headers, ...(type !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body }),
  });
  const text = await response?.text().catch(() => undefined);
  if (response === undefined || text === undefined) return undefined;
  return { status: response.status, body: parsed(text) };
}

function fetchOrNothing(url: string, path: string, init: RequestInit): Promise<Response | undefined> {
  return fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) }).catch(() => undefined);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
