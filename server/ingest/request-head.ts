/**
 * Who sends, by the head of a request for positions alone: what flood-door.ts can know before anything is read or looked up.
 * In: method, address, headers. Out: a key that is the same for all requests of a sender, and the device if the head names one.
 * The key is no proof. It counts for something only after a request under it was let in (position-answers.ts), and then only against it.
 * The surprise: whatever may be a call for help has no key ([IN-14]); it is always read.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { hashOf } from '../access/secrets.ts';

export interface RequestHead {
  key: string;
  /** As the head says it; null = only the body knows. */
  device: string | null;
}

const SIGNED_BY = /^Gridwall-HMAC +device=([^,\s]{1,80}),/;
const heads = new WeakMap<object, RequestHead>();

/** Of a request that passed the door, known by its headers. */
export function headOf(headers: object): RequestHead | undefined {
  return heads.get(headers);
}

export function readHead(method: string, url: string, headers: IncomingHttpHeaders): RequestHead | null {
  const [path = '', search = ''] = url.split('?', 2);
  const head = headAt(`${method} ${path.toLowerCase().replace(/\/$/, '')}`, search, headers);
  if (head) heads.set(headers, head);
  return head;
}

function headAt(route: string, search: string, headers: IncomingHttpHeaders): RequestHead | null {
  const { authorization = '' } = headers;
  switch (route) {
    case 'POST /api/v1/positions': {
      const [, device = null] = SIGNED_BY.exec(authorization) ?? [];
      if (device !== null) return { key: `signed ${device}`, device };
      return authorization === '' ? null : { key: hashOf(authorization), device: null };
    }
    case 'GET /osmand': {
      const query = new URLSearchParams(search);
      if (query.has('alarm')) return null;
      return keyed(authorization + query.get('token'), query.get('id') ?? query.get('deviceid'));
    }
    case 'POST /owntracks': {
      const query = new URLSearchParams(search);
      const [user, device] = [headers['x-limit-u'] ?? query.get('u'), headers['x-limit-d'] ?? query.get('d')];
      return keyed(authorization, user && device ? `${user}/${device}` : null);
    }
    default:
      return null;
  }
}

function keyed(secret: string, device: string | null): RequestHead {
  return { key: hashOf(`${secret}\n${device}`), device };
}
