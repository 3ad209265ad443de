/**
 * The token of the simulated day, which reports and speaks for organs: one at a time, because the demonstration issues a new one at every start.
 * In: an administrator's session. Out: the token; earlier ones of the same name are revoked.
 */
import type { TokenIssued } from '../../server/contract/session.ts';
import type { AdminSession } from './admin-session.ts';

/** People read it in the audit. */
const NAME = '模拟日';

interface ListedToken {
  id: string;
  name: string;
  revokedAt: number | null;
}

export async function renewSimulationToken(admin: AdminSession): Promise<string> {
  const listed = (await admin.get('/api/v1/tokens')) as ListedToken[];
  for (const { id, name, revokedAt } of listed) {
    if (name === NAME && revokedAt === null) await admin.remove(`/api/v1/tokens/${id}`);
  }
  const issued = (await admin.post('/api/v1/tokens', { kind: 'integration', name: NAME })) as TokenIssued;
  return issued.token;
}
