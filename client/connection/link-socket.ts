/**
 * One try to reach the server, from opening to its end: what live-connection.ts needs of a socket, and nothing of Socket.IO.
 * A socket is used once; after `close` nothing is reported any more, so a dying old socket cannot disturb the new one.
 */
import type { Hello } from '../../server/contract/up.ts';

export type LinkEvent = 'snapshot' | 'delta' | 'positions' | 'heartbeat' | 'refused';

export interface LinkSocketEvents {
  /** The way is open: say hello. */
  opened: () => void;
  message: (event: LinkEvent, data: unknown) => void;
  /** Could not be opened, or broke. `refusal` is what the server gave as the reason, unparsed. */
  ended: (refusal: unknown) => void;
}

export interface LinkSocket {
  /** Dropped without a trace when the socket is not open: a hello is never kept for later. */
  hello: (message: Hello) => void;
  close: () => void;
}

export type OpenLinkSocket = (events: LinkSocketEvents) => LinkSocket;
