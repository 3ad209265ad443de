/** What this viewer may do to a bulletin now, each behind a small form that says what will happen. In: the bulletin. Out: a command. */
import { useState } from 'react';
import type { Bulletin } from '../../server/contract/bulletin.ts';
import type { BulletinEventName } from '../../server/contract/bulletin-event.ts';
import type { Viewer } from '../../server/contract/viewer.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { Button, type ButtonProps } from '../design/desk/button.tsx';
import { Dialog } from '../design/desk/dialog.tsx';
import { say } from '../wording/wording.ts';
import { BulletinCorrection } from './bulletin-correction.tsx';
import { BulletinEventForm } from './bulletin-event-form.tsx';

const KINDS: Record<BulletinEventName, NonNullable<ButtonProps['kind']>> = {
  issue: 'primary',
  sign: 'primary',
  answer: 'primary',
  return: 'quiet',
  withdraw: 'danger',
};

export function BulletinActions(props: { bulletin: Bulletin; viewer: Viewer; onMade: (id: string) => void }) {
  const { bulletin, viewer, onMade } = props;
  const [open, setOpen] = useState<BulletinEventName | 'correct' | null>(null);
  const block = useCommandBlock();
  const close = () => setOpen(null);
  return (
    <>
      {bulletin.allowed.map(event => (
        <Button key={event} small kind={KINDS[event]} whyNot={block} onPress={() => setOpen(event)}>
          {say(`bulletin.event.${event}`)}
        </Button>
      ))}
      {bulletin.mayCorrect && (
        <Button small whyNot={block} onPress={() => setOpen('correct')}>
          {say('bulletin.correct')}
        </Button>
      )}
      <Dialog
        title={`${open === null ? '' : say(open === 'correct' ? 'bulletin.correct' : `bulletin.event.${open}`)} ${bulletin.id}`}
        isOpen={open !== null}
        onClose={close}
      >
        {open === 'correct' && <BulletinCorrection bulletin={bulletin} onMade={onMade} onClose={close} />}
        {open !== null && open !== 'correct' && (
          <BulletinEventForm bulletin={bulletin} event={open} viewer={viewer} onClose={close} />
        )}
      </Dialog>
    </>
  );
}
