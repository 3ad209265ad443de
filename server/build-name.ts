/** Which build this is, as vite.config.ts names the pages: the commit, or `unversioned` outside a checkout (reliability A11). */
import { execFileSync } from 'node:child_process';

export function buildName(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unversioned';
  }
}
