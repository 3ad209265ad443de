/** How a photo goes out: under the type its bytes have, in no origin, and it can do nothing in a browser but be looked at. */
import { Answer } from '../http/route.ts';

/** A photo of a recent phone, uncompressed by whoever took it. */
export const LARGEST_PHOTO_BYTES = 8 * 1024 * 1024;

/** `sandbox`: opened in a tab of its own, it is in no origin. */
const HARMLESS = {
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, max-age=3600',
};

export function servedPhoto(bytes: Buffer, type: string): Answer {
  return new Answer(bytes, { headers: { ...HARMLESS, 'Content-Type': type, 'Content-Disposition': 'inline' } });
}

/** What the sender says it is, without parameters. */
export function declaredType(headers: Readonly<Record<string, string | string[] | undefined>>): string {
  return String(headers['content-type']).split(';', 1)[0]!.trim().toLowerCase();
}
