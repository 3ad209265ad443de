/**
 * How a command ends that could not do its work: what a person can mend in one line, a mistake of ours with its stack.
 * In: whatever was thrown. Out: nothing, the process ends with 1.
 */
import { Refused } from '../server/http/refused.ts';
import { CannotStart } from '../server/store/cannot-start.ts';

export function endWithReason(error: unknown): never {
  if (error instanceof Refused) console.error(error.refusal('en').message);
  else if (error instanceof CannotStart || isBadFlag(error)) console.error(error.message);
  else console.error(error);
  process.exit(1);
}

function isBadFlag(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
