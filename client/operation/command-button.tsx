/** A button that is its command: pressed, it is sent, once, and beside it stands why it was not carried out. In: the record, the command. */
import type { ReactNode } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { Button, type ButtonProps } from '../design/desk/button.tsx';
import type { OperationFields } from './send-operation.ts';
import { useOperationCommand } from './use-operation-command.ts';

export function CommandButton(props: {
  record: OperationRecord;
  command: OperationFields;
  kind?: NonNullable<ButtonProps['kind']>;
  /** What it is called where its words alone do not say of what. */
  label?: string;
  children: ReactNode;
}) {
  const { record, command, kind = 'quiet', label, children } = props;
  const { block, isSending, refused, carryOut } = useOperationCommand(record);
  return (
    <>
      <Button
        small
        kind={kind}
        whyNot={block}
        isPending={isSending}
        {...(label !== undefined && { label })}
        onPress={() => void carryOut(command)}
      >
        {children}
      </Button>
      {refused && (
        <span className="desk-error day-refused" role="alert">
          {refused.sentence}
        </span>
      )}
    </>
  );
}
