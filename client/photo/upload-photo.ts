/**
 * Sends one photo and tells how far it is. In: where photos of this incident or operation go, the file. Out: its id, or a sentence why not.
 * `fetch` cannot tell how much of a body has left, so this is the one place with XMLHttpRequest.
 */
import { z } from 'zod';
import { type EvidenceId, evidenceId } from '../../server/contract/ids.ts';
import { evidenceAdded } from '../../server/contract/incident.ts';
import { refusal } from '../../server/contract/refusal.ts';
import { currentLanguage, say } from '../wording/wording.ts';

/** What the server takes; it looks into the file itself and refuses what only calls itself a photo. */
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const MOST_PHOTO_BYTES = 8 * 1_048_576;
export const MOST_PHOTOS = 12;

export type Uploaded = { name: 'stored'; id: EvidenceId } | { name: 'failed'; sentence: string };

export interface Upload {
  done: Promise<Uploaded>;
  cancel: () => void;
}

/** The last byte has left, the answer has not come: the server still looks into the file and writes it to disk. */
const ALL_SENT = 0.99;

/** An incident answers with all that it keeps of a photo, an operation with its id. */
const stored = z.union([evidenceAdded.transform(({ evidence }) => evidence), z.object({ id: evidenceId })]);

/** `path`: `/api/v1/incidents/…/evidence`, `/api/v1/operations/…/photos`. `onShare`: 0 .. 0.99. That the photo is stored, only `done` tells. */
export function uploadPhoto(path: string, file: Blob, onShare: (share: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<Uploaded>(resolve => {
    const fail = (sentence: string) => resolve({ name: 'failed', sentence });
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? Math.min(loaded / total, ALL_SENT) : 0);
    request.onload = () => resolve(readAnswer(request.status, request.responseText));
    request.onerror = () => fail(say('photo.not-sent'));
    request.onabort = () => fail(say('photo.cancelled'));
    request.open('POST', path);
    request.setRequestHeader('X-Gridwall', '1');
    request.setRequestHeader('Content-Type', file.type);
    request.setRequestHeader('Accept-Language', currentLanguage() === 'zh' ? 'zh-CN' : 'en');
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}

function readAnswer(status: number, text: string): Uploaded {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return { name: 'failed', sentence: say('photo.not-sent') };
  }
  const kept = stored.safeParse(answer);
  if (status < 300 && kept.success) return { name: 'stored', id: kept.data.id };
  const refused = refusal.safeParse(answer);
  return { name: 'failed', sentence: refused.success ? refused.data.message : say('photo.not-sent') };
}
