/** 延期 and 挂账 that wait for a decision stand on top, with the decision beside them; decided ones are history. */
import type { IncidentRecord } from '../../server/contract/incident.ts';
import { useServerNow } from '../clock/use-server-now.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button } from '../design/desk/button.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { timeOrDate } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

export function DetailRequests(props: { record: IncidentRecord; onDecide: (request: number, grant: boolean) => void }) {
  const { record, onDecide } = props;
  const profile = useProfile();
  const now = useServerNow();
  const block = useCommandBlock();
  const waiting = record.requests.filter(request => request.decision === null);
  const mayDecide = record.allowed.includes('decide-request');
  if (waiting.length === 0) return null;
  return (
    <ul className="requests">
      {waiting.map(request => (
        <li key={request.number}>
          <p>
            <b>
              {say(`request.${request.kind}`, {
                organ: profile.organ(request.askedBy),
                time: timeOrDate(request.until, now, profile.timeZone),
              })}
            </b>
            <span>{request.reason}</span>
          </p>
          {mayDecide ? (
            <div className="desk-actions">
              <Button small whyNot={block} onPress={() => onDecide(request.number, true)}>
                {say('grant.yes')}
              </Button>
              <Button small kind="danger" whyNot={block} onPress={() => onDecide(request.number, false)}>
                {say('grant.no')}
              </Button>
            </div>
          ) : (
            <small>{say('request.waiting')}</small>
          )}
        </li>
      ))}
    </ul>
  );
}
