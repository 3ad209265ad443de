/**
 * The one button of desks. In: what it does, its rank on the page, a key if it has one. Out: a press.
 * A button that cannot be used now stays reachable and says why (`whyNot`): a greyed word without a reason sends people to the phone.
 */
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { KeyHint } from './key-hint.tsx';
import { Tooltip } from './tooltip.tsx';
import './desk.css';

export interface ButtonProps {
  children: ReactNode;
  onPress?: () => void;
  /** `primary`: one on a page. `plain`: no outline, for rows and headers. */
  kind?: 'primary' | 'quiet' | 'danger' | 'plain';
  small?: boolean;
  type?: 'button' | 'submit';
  /** Shown on the button; the page binds the key. */
  keyHint?: string;
  /** A sentence; while it is there nothing happens on a press. */
  whyNot?: string | null | undefined;
  /** Waits for an answer: not pressable, but still focused. */
  isPending?: boolean;
  /** What it is called when its content is only a sign. */
  label?: string;
  className?: string;
  autoFocus?: boolean;
  ref?: Ref<HTMLButtonElement>;
  /** For buttons inside a dialog's or combo box's slots. */
  slot?: string | null;
}

export function Button(props: ButtonProps) {
  const { kind = 'quiet', whyNot, keyHint, small, className, label, onPress, type = 'button', ...rest } = props;
  const button = (
    <AriaButton
      {...rest}
      {...(label !== undefined && { 'aria-label': label })}
      // A submit button that may not be used would still send its form.
      type={whyNot ? 'button' : type}
      className={['desk-button', kind, small && 'small', className].filter(Boolean).join(' ')}
      {...(whyNot ? { 'aria-disabled': 'true' as const } : onPress && { onPress })}
      {...(keyHint !== undefined && { 'aria-keyshortcuts': keyHint })}
    >
      {props.children}
      {keyHint !== undefined && <KeyHint keys={keyHint} />}
    </AriaButton>
  );
  return whyNot ? <Tooltip text={whyNot}>{button}</Tooltip> : button;
}
