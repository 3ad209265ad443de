/**
 * Sends one photo of an incident and tells how far it is. In: the incident, the file. Out: the stored photo, or a sentence why not.
 * `fetch` cannot tell how much of a body has left, so this is the one place with XMLHttpRequest.
 */
import type { IncidentId } from '../../server/contract/ids.ts';
import { type Evidence, evidenceAdded } from '../../server/contract/incident.ts';
import { refusal } from '../../server/contract/refusal.ts';
import { currentLanguage, say } from '../wording/wording.ts';

/** What the server takes; it looks into the file itself and refuses what only calls itself a photo. */
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const MOST_PHOTO_BYTES = 8 * 1_048_576;
export const MOST_PHOTOS = 12;

export type Uploaded = { name: 'stored'; evidence: Evidence } | { name: 'failed'; sentence: string };

export interface Upload {
  done: Promise<Uploaded>;
  cancel: () => void;
}

/** The last byte has left, the answer has not come: the server still looks into the file and writes it to disk. */
const ALL_SENT = 0.99;

/** `onShare`: 0 .. 0.99. That the photo is stored, only `done` tells. */
export function uploadEvidence(incident: IncidentId, file: Blob, onShare: (share: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<Uploaded>(resolve => {
    const fail = (sentence: string) => resolve({ name: 'failed', sentence });
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? Math.min(loaded / total, ALL_SENT) : 0);
    request.onload = () => resolve(readAnswer(request.status, request.responseText));
    request.onerror = () => fail(say('photo.not-sent'));
    request.onabort = () => fail(say('photo.cancelled'));
    request.open('POST', `/api/v1/incidents/${encodeURIComponent(incident)}/evidence`);
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
  const stored = evidenceAdded.safeParse(answer);
  if (status < 300 && stored.success) return { name: 'stored', evidence: stored.data.evidence };
  const refused = refusal.safeParse(answer);
  return { name: 'failed', sentence: refused.success ? refused.data.message : say('photo.not-sent') };
}
