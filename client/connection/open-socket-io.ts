/**
 * The only client file that knows Socket.IO. In: the server's address (nothing = the one this page came from).
 * Out: a function that opens one socket.
 * Surprises: Socket.IO's own reconnection is off, because it cannot be hurried by `online`, cannot be told that a half-open
 * socket is dead, and replays what was emitted offline (reliability A3, A8). WebSocket is tried first, then polling, for
 * proxies that let no upgrade through.
 */
import { io, type Socket } from 'socket.io-client';
import type { DownEvents } from '../../server/contract/down.ts';
import type { UpEvents } from '../../server/contract/up.ts';
import type { OpenLinkSocket } from './link-socket.ts';

export function openSocketIo(url?: string): OpenLinkSocket {
  return events => {
    const options = {
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      forceNew: true,
      reconnection: false,
      withCredentials: true,
    };
    const socket: Socket<DownEvents, UpEvents> = url === undefined ? io(options) : io(url, options);
    socket.on('connect', events.opened);
    socket.on('snapshot', message => events.message('snapshot', message));
    socket.on('delta', message => events.message('delta', message));
    socket.on('positions', frame => events.message('positions', frame));
    socket.on('heartbeat', message => events.message('heartbeat', message));
    socket.on('refused', message => events.message('refused', message));
    socket.on('connect_error', error => events.ended('data' in error ? error.data : null));
    socket.on('disconnect', () => events.ended(null));
    return {
      hello(message) {
        if (socket.connected) socket.volatile.emit('hello', message);
      },
      close() {
        socket.off();
        // `disconnect` alone leaves a transport that is still being opened.
        socket.disconnect();
        socket.io.engine?.close();
      },
    };
  };
}
