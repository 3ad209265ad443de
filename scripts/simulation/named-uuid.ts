/** A name-based UUID (version 8, as RFC 9562 calls home-made ones): the same name has the same one, so doing a thing twice does it once. */
import { createHash } from 'node:crypto';

export function namedUuid(name: string): string {
  const hex = createHash('sha256').update(`gridwall demo ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
