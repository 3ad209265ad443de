/**
 * The address a handshake came from. Behind proxies the socket's own address is the proxy's; then the header tells, counted from
 * the right, because everything left of our own proxies may have been written by the client itself.
 */
import type { IncomingMessage } from 'node:http';
import { plainAddress } from '../access/address.ts';

/** `proxies`: how many of our own stand in front. */
export function remoteAddress(request: IncomingMessage, proxies: number): string {
  const own = plainAddress(request.socket.remoteAddress);
  if (proxies === 0) return own;
  const header = request.headers['x-forwarded-for'];
  const chain = String(header ?? '')
    .split(',')
    .map(part => plainAddress(part.trim()))
    .filter(part => part !== '');
  return chain.at(-Math.min(proxies, chain.length)) ?? own;
}
