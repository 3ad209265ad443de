/**
 * Where a page of a list ended, newest first: time and id of its last row, as a word that callers carry and do not read.
 * In: that row. Out: the word, and back; a word that was never given is bad input.
 */
import { badInput } from './refused.ts';

export interface PageCursor {
  /** UTC ms. */
  at: number;
  id: string;
}

export function writeCursor({ at, id }: PageCursor): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

export function readCursor(text: string): PageCursor {
  const [, at, id] = /^(\d{1,16}) ([^\0]{1,60})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined)
    throw badInput('cursor', {
      zh: 'cursor：不是本接口返回的值',
      en: 'cursor: not a value this interface has returned',
    });
  return { at: Number(at), id };
}
