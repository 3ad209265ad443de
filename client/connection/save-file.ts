/**
 * A file that is asked for with a body (a question that belongs in no address), saved like any other download. In: path and body.
 * Out: its name, the server's refusal, or `unreachable`.
 */
import { type Refusal, refusal } from '../../server/contract/refusal.ts';
import { currentLanguage } from '../wording/wording.ts';

export type SavedFile =
  | { name: 'saved'; file: string }
  | { name: 'refused'; refusal: Refusal }
  | { name: 'unreachable' };

const PATIENCE_MS = 120_000;

export async function saveFile(path: string, body: object): Promise<SavedFile> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: {
        'Accept-Language': currentLanguage() === 'zh' ? 'zh-CN' : 'en',
        'Content-Type': 'application/json',
        'X-Gridwall': '1',
      },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      const refused = refusal.safeParse(await response.json());
      return refused.success ? { name: 'refused', refusal: refused.data } : { name: 'unreachable' };
    }
    const file = fileName(response.headers.get('content-disposition') ?? '');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = file;
    link.click();
    URL.revokeObjectURL(link.href);
    return { name: 'saved', file };
  } catch {
    return { name: 'unreachable' };
  }
}

/** RFC 5987, as the server writes it. */
export function fileName(disposition: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? [];
  return encoded === undefined ? 'download' : decodeURIComponent(encoded);
}
