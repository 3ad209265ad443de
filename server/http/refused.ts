/**
 * A refusal on its way to the person or program that asked: thrown anywhere, answered once, by app.ts or the socket gateway.
 * In: a stable code, one sentence in both languages, perhaps the field. Out: the wire's `Refusal` in the viewer's language.
 * The code decides the HTTP status, so the same refusal has the same status on every route.
 */
import type { Refusal, RefusalCode, RowFault } from '../contract/refusal.ts';

export type Language = 'zh' | 'en';

/** One sentence, both languages; both name the value that was refused. */
export interface Sentence {
  zh: string;
  en: string;
}

export interface RefusalDetail {
  /** Dotted path of the offending field, for example `[3].lon`. */
  field?: string;
  /** Seconds; also sent as `Retry-After`. */
  retryAfterS?: number;
  /** Of an imported table: where it is wrong. */
  rows?: readonly RowFault[];
  /** The record as it is now, as this viewer may see it. */
  current?: unknown;
}

const STATUS: Record<RefusalCode, number> = {
  'bad-input': 400,
  'too-large': 413,
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'sign-in-locked': 429,
  'not-allowed': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'unknown-unit': 404,
  'unknown-device': 404,
  'retired-device': 403,
  'unbound-device': 409,
  'unknown-category': 400,
  'unknown-channel': 400,
  'zero-position': 400,
  'swapped-lon-lat': 400,
  'outside-range': 400,
  'far-outside-area': 400,
  'future-time': 400,
  'too-old': 400,
  duplicate: 409,
  'implausible-jump': 409,
  'too-dense': 429,
  'mock-position': 400,
  'bad-signature': 401,
  replayed: 409,
  'already-exists': 409,
  'version-conflict': 409,
  'command-expired': 409,
  'illegal-move': 409,
  'not-this-organ': 403,
  'limit-over': 409,
  'limit-running': 409,
  'evidence-missing': 409,
  'grade-missing': 409,
  'tier-skipped': 409,
  'same-organ': 409,
  'already-decided': 409,
  'already-acknowledged': 409,
  'already-signed': 409,
  conflict: 409,
  'unknown-organ': 400,
  'unknown-grid': 400,
  'wrong-type': 415,
  'import-refused': 400,
  'protocol-mismatch': 409,
  'too-many-requests': 429,
  slow: 503,
  'session-ended': 401,
  'storage-unavailable': 503,
  'internal-error': 500,
};

export class Refused extends Error {
  readonly code: RefusalCode;
  readonly sentence: Sentence;
  readonly detail: RefusalDetail;

  constructor(code: RefusalCode, sentence: Sentence, detail: RefusalDetail = {}) {
    super(`${code}: ${sentence.en}`);
    this.name = 'Refused';
    this.code = code;
    this.sentence = sentence;
    this.detail = detail;
  }

  get status(): number {
    return STATUS[this.code];
  }

  refusal(language: Language): Refusal {
    const { rows, ...detail } = this.detail;
    return { refusal: this.code, message: this.sentence[language], ...detail, ...(rows && { rows: [...rows] }) };
  }
}

export function badInput(field: string, sentence: Sentence): Refused {
  return new Refused('bad-input', sentence, { field });
}

/** `what` names the kind of thing in both languages, `id` the one that was asked for. */
export function notFound(what: Sentence, id: string): Refused {
  return new Refused('not-found', { zh: `没有找到${what.zh}“${id}”`, en: `There is no ${what.en} "${id}".` });
}

export function notSignedIn(): Refused {
  return new Refused('not-signed-in', { zh: '请先登录', en: 'Please sign in first.' });
}

/** `need` is the action of permissions.ts, for example `incident:read`. */
export function notAllowed(need: string): Refused {
  return new Refused('not-allowed', {
    zh: `当前身份没有此项权限（${need}）`,
    en: `You are not allowed to do this (${need}).`,
  });
}
