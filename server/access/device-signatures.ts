/**
 * Requests that a device signs with its own key instead of carrying a token ([P-32], reliability C12; decisions/device-keys.md).
 * In: `Authorization: Gridwall-HMAC device=…,time=…,nonce=…,digest=…,signature=…`, method and path. Out: a viewer of role `device` whose
 * scope is the device's unit, or a refusal that is audited.
 * The surprise: the body is not read yet. What is signed is its SHA-256, and serve-route.ts compares that with what arrives.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Refused } from '../http/refused.ts';
import type { Tables } from '../store/tables.ts';
import type { DenialLog } from './denials.ts';
import type { Viewer } from './viewer.ts';

const WINDOW_MS = 120_000;
/** A device that reports twice a second uses 480 in the time a nonce is remembered. */
const MOST_NONCES_A_DEVICE = 2000;
const HEADER =
  /^Gridwall-HMAC +device=([A-Za-z0-9._@:+/-]{1,80}),time=(\d{1,16}),nonce=([A-Za-z0-9_-]{16,64}),digest=([0-9a-f]{64}),signature=([0-9a-f]{64})$/;

export interface SignedRequest {
  authorization: string;
  method: string;
  path: string;
  ip: string;
  now: number;
}

export interface SignatureParts {
  db: Kysely<Tables>;
  /** A nonce that was used before the start is not remembered: what was signed before it is stale. */
  startedAt: number;
  demo: boolean;
  noteDenial: DenialLog;
}

export function isSigned(authorization: string | undefined): authorization is string {
  return authorization?.startsWith('Gridwall-HMAC') === true;
}

export function createSignatures({ db, startedAt, demo, noteDenial }: SignatureParts) {
  /** By device: nonce -> when it may be forgotten, oldest first. */
  const used = new Map<string, Map<string, number>>();

  return async ({ authorization, method, path, ip, now }: SignedRequest): Promise<Viewer> => {
    const [, device, time, nonce, digest, signature] = HEADER.exec(authorization) ?? [];
    if (!device || !time || !nonce || !digest || !signature) throw wrong('malformed', 'anonymous');
    const row = await db.selectFrom('device').selectAll().where('id', '=', device).executeTakeFirst();
    if (!row || row.key_hash === null || row.retired === 1 || row.unit === null) throw wrong('no key', 'anonymous');
    const text = [method.toUpperCase(), path, time, nonce, digest].join('\n');
    const expected = createHmac('sha256', Buffer.from(row.key_hash, 'hex')).update(text).digest();
    if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) throw wrong('signature', 'anonymous');
    if (Math.abs(now - Number(time)) > WINDOW_MS || Number(time) < startedAt) throw replayed('time', time, device);
    if (!isNew(device, nonce, now)) throw replayed('nonce', nonce, device);
    return {
      ...{ account: `device:${device}`, title: device, role: 'device', scope: { units: [row.unit] }, demo },
      ...{ sessionKey: `device:${device}`, address: ip, credential: 'bearer', signature: { device, digest } },
    };

    /** Who signs wrongly may be anybody: the audit counts by address, not by the name that was claimed. */
    function wrong(what: string, actor: string): Refused {
      deny(actor, `signature from ${ip}`, what);
      return new Refused(
        'bad-signature',
        { zh: '签名无效（device、time、nonce、digest、signature）', en: 'The signature is not valid.' },
        { field: 'Authorization' },
      );
    }

    function replayed(what: 'time' | 'nonce', value: string, actor: string): Refused {
      deny(`device:${actor}`, `replayed ${what}`, value);
      return new Refused(
        'replayed',
        {
          zh: `请求已过期或重复（${what} ${value}），请重新签名`,
          en: `Stale or sent before (${what} ${value}); sign anew.`,
        },
        { field: what },
      );
    }

    function deny(actor: string, attempted: string, detail: string): void {
      noteDenial({ actor, address: ip, subject: device ?? 'device', attempted, after: { detail } });
    }
  };

  function isNew(device: string, nonce: string, now: number): boolean {
    const nonces = used.get(device) ?? new Map<string, number>();
    used.set(device, nonces);
    for (const [old, until] of nonces) {
      if (until > now) break;
      nonces.delete(old);
    }
    if (nonces.has(nonce) || nonces.size >= MOST_NONCES_A_DEVICE) return false;
    nonces.set(nonce, now + 2 * WINDOW_MS);
    return true;
  }
}
