/** IP addresses as Node hands them out: IPv4 clients of an IPv6 socket arrive as `::ffff:192.0.2.7`. */

/** One spelling per address, so that a lock or a limit cannot be walked around by changing the protocol. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}

export function isLoopback(address: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(plainAddress(address));
}
