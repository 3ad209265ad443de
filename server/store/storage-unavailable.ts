/**
 * The database could not take a change: disk full, file damaged, connection gone. Nothing of the change was written, and the
 * sender may try again. Told apart from mistakes in the change itself, which only concern its sender.
 */
import Sqlite from 'better-sqlite3';

export class StorageUnavailable extends Error {
  override name = 'StorageUnavailable';
}

const SQLITE_FAULTS = /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|BUSY|CANTOPEN|NOTADB|NOMEM)/;
/** PostgreSQL: connection lost, out of resources, shut down, system error. */
const POSTGRES_FAULTS = /^(08|53|57P|58)/;
const SOCKET_FAULTS = /^E(CONN|PIPE|TIMEDOUT|HOSTUNREACH)/;

export function isStorageFault(error: unknown): boolean {
  if (error instanceof StorageUnavailable) return true;
  if (error instanceof Sqlite.SqliteError) return SQLITE_FAULTS.test(error.code);
  if (!(error instanceof Error)) return false;
  if (/^Connection terminated|^timeout exceeded when trying to connect/.test(error.message)) return true; // pg gives no code
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return POSTGRES_FAULTS.test(code) || SOCKET_FAULTS.test(code);
}
