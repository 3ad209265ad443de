/**
 * The one who asks, as the server knows them: the wire's viewer plus where they come from and which session or token speaks.
 * `sessionKey` names the session without being its secret (`session:<hash>` or `token:<id>`), so it may be logged and compared.
 */
import type { Role, Scope, Viewer as WireViewer } from '../contract/viewer.ts';

export interface Viewer {
  account: string;
  /** What people call the account: 值班员. */
  title: string;
  role: Role;
  scope: Scope;
  /** The server runs as a demonstration. */
  demo: boolean;
  sessionKey: string;
  /** IP address of the request or handshake. */
  address: string;
  /** A browser sends cookies by itself, so changes made with one need proof of origin; a bearer token does not. */
  credential: 'cookie' | 'bearer';
  /** Set when a device signed this request with its own key: which one, and the SHA-256 (hex) of the body it signed. */
  signature?: { device: string; digest: string };
}

/** Who causes a change, as the change log and the audit want to know it. */
export function causeOf({ account, address }: Viewer): { actor: string; address: string } {
  return { actor: account, address };
}

export function toWireViewer({ account, title, role, scope, demo }: Viewer): WireViewer {
  return { account, title, role, scope, demo };
}
