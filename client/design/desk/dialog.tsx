/** A task in front of the page: focus stays inside, Escape and the close button leave, the focus then returns to where it was. */
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { say } from '../../wording/wording.ts';
import { Button } from './button.tsx';
import './desk.css';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** For pictures and tables. */
  wide?: boolean;
  /** A click beside it closes it too: not where something typed would be lost. */
  closesOutside?: boolean;
  children: ReactNode;
}

export function Dialog({ title, isOpen, onClose, wide = false, closesOutside = false, children }: DialogProps) {
  return (
    <ModalOverlay
      className="desk desk-backdrop"
      isOpen={isOpen}
      isDismissable={closesOutside}
      onOpenChange={open => {
        if (!open) onClose();
      }}
    >
      <Modal className={wide ? 'desk-modal wide' : 'desk-modal'}>
        <AriaDialog className="desk-dialog">
          <header>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button kind="plain" small label={say('desk.close')} onPress={onClose}>
              <span aria-hidden="true">✕</span>
            </Button>
          </header>
          <div className="desk-dialog-body">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
