/**
 * What the screen knows about its link to the server. Each state carries only its own data; times named `since` are on the
 * monotonic clock, `dataAsOf` is server time (UTC ms) of the last thing heard.
 *
 * connecting -> live -> lost -> live …      from anywhere: refused, signed-out; both are tried again, more slowly
 */

import type { Refusal } from '../../server/contract/refusal.ts';
import type { MonotonicMs } from '../clock/server-clock.ts';

export type Link =
  /** Nothing was ever received on this page. */
  | { name: 'connecting'; attempt: number; since: MonotonicMs }
  | { name: 'live'; since: MonotonicMs }
  /** What is on the screen was true at `dataAsOf`; nothing was heard `since` then. */
  | { name: 'lost'; since: MonotonicMs; dataAsOf: number; attempt: number }
  /** The server answers, but not with data. `dataAsOf` is null when none ever came. */
  | { name: 'refused'; since: MonotonicMs; dataAsOf: number | null; refusal: Refusal }
  /** No session, or it was ended: everything received has been wiped from the screen (D8). */
  | { name: 'signed-out'; since: MonotonicMs; refusal: Refusal };
