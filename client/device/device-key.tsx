/**
 * A key of its own for a device: told once, here, to be copied into the phone or terminal. Issuing again ends the one before, so an
 * existing key is replaced only after a second press.
 */
import { useState } from 'react';
import { type DeviceRecord, deviceKeyIssued } from '../../server/contract/device.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { Button } from '../design/desk/button.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { SecretOnce } from '../design/desk/secret-once.tsx';
import { say } from '../wording/wording.ts';

export function DeviceKey({ record }: { record: DeviceRecord }) {
  const block = useCommandBlock();
  const sending = useSending();
  const [isAsked, setAsked] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const issue = async () => {
    const path = `/api/v1/devices/${encodeURIComponent(record.id)}/key`;
    const issued = await sending.send(path, deviceKeyIssued, { method: 'POST' });
    setAsked(false);
    if (issued) setKey(issued.value.key);
  };
  return (
    <section className="device-key" aria-label={say('device.key')}>
      <h3>{say('device.key')}</h3>
      {key !== null ? (
        <SecretOnce secret={key} warning={say('device.key.once')} />
      ) : (
        <>
          <p>{say(record.hasKey ? 'device.key.has' : 'device.key.none')}</p>
          {isAsked && <Notice role="alert">{say('device.key.replaces')}</Notice>}
          <div className="desk-actions">
            <Button
              small
              kind={isAsked ? 'danger' : 'quiet'}
              whyNot={block}
              isPending={sending.isBusy}
              onPress={() => (record.hasKey && !isAsked ? setAsked(true) : void issue())}
            >
              {say(isAsked ? 'device.key.replace' : 'device.key.issue')}
            </Button>
          </div>
        </>
      )}
      <div role="alert">{sending.problem && <p className="desk-error">{sending.problem.sentence}</p>}</div>
    </section>
  );
}
