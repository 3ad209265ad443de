/**
 * The address that stands on a stop's sign as a picture of squares: `/field?operation=…&stop=…&code=…` [P-98]. In: the page's address.
 * Out: the arrival that it means, once: the address is the plain one afterwards, or a reload would arrive again.
 */
import { z } from 'zod';
import { operationId } from '../../server/contract/ids.ts';

const sign = z.object({ operation: operationId, stop: z.string().min(1).max(40), code: z.string().min(1).max(60) });
export type Sign = z.infer<typeof sign>;

export function signOf(search: string): Sign | null {
  const read = sign.safeParse(Object.fromEntries(new URLSearchParams(search)));
  return read.success ? read.data : null;
}

export function takeSign(): Sign | null {
  const found = signOf(window.location.search);
  if (found) window.history.replaceState(null, '', window.location.pathname);
  return found;
}
