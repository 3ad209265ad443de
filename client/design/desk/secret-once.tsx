/** A secret that is shown this once: selectable, with a button that copies it. In: the secret and what to warn of. */
import { useState } from 'react';
import { say } from '../../wording/wording.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import './desk.css';

export function SecretOnce({ secret, warning }: { secret: string; warning: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () => {
    // Refused where the page is not served over HTTPS: then it is copied by hand.
    const writing = navigator.clipboard?.writeText(secret) ?? Promise.reject(new Error('no clipboard'));
    void writing.then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="desk-secret">
      <Notice urgent>{warning}</Notice>
      <output className="desk-secret-text">{secret}</output>
      <div className="desk-actions">
        <Button small onPress={copy}>
          {say('desk.copy')}
        </Button>
        <span role="status">{copied !== null && say(copied ? 'desk.copied' : 'desk.copy-by-hand')}</span>
      </div>
    </div>
  );
}
