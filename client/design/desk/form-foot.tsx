/**
 * The end of a form: what is wrong about it as a whole, then the button that sends it and the one that leaves it. In: the sentence (null =
 * nothing), what the button is called, and why it cannot be pressed now. What stands between is the form's own.
 */
import type { ReactNode } from 'react';
import { say } from '../../wording/wording.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

export function FormFoot(props: {
  problem: string | null | undefined;
  submit: string;
  whyNot: string | null;
  isPending: boolean;
  onCancel: () => void;
  /** Above the buttons. */
  children?: ReactNode;
}) {
  return (
    <>
      <div role="alert">{props.problem && <Notice urgent>{props.problem}</Notice>}</div>
      {props.children}
      <div className="desk-actions">
        <Button kind="primary" type="submit" whyNot={props.whyNot} isPending={props.isPending} keyHint="↵">
          {props.submit}
        </Button>
        <Button kind="plain" onPress={props.onCancel}>
          {say('desk.cancel')}
        </Button>
      </div>
    </>
  );
}
