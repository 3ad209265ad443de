/**
 * One line or several lines of text under a label. What is wrong with it stands right below, read out when it appears.
 * In: value and what is wrong (the caller decides when to say it). Out: every change.
 */
import type { Ref } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { FieldNote } from './field-note.tsx';
import './desk.css';

export interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onLeave?: () => void;
  /** Beside the label: 选填, unit, format. */
  note?: string;
  help?: string;
  error?: string | null | undefined;
  placeholder?: string;
  type?: 'text' | 'password' | 'tel' | 'number' | 'search';
  inputMode?: 'text' | 'decimal' | 'numeric' | 'tel';
  autoComplete?: string;
  maxLength?: number;
  isRequired?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
  /** The label is read out but not shown. */
  isLabelHidden?: boolean;
  className?: string;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({
  ref = null,
  placeholder = '',
  type = 'text',
  inputMode = 'text',
  ...props
}: TextFieldProps) {
  return (
    <Frame {...props} type={type}>
      <Input ref={ref} className="desk-input" placeholder={placeholder} inputMode={inputMode} />
    </Frame>
  );
}

export interface TextAreaProps extends Omit<TextFieldProps, 'type' | 'inputMode' | 'ref'> {
  rows?: number;
  ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ ref = null, placeholder = '', rows = 3, ...props }: TextAreaProps) {
  return (
    <Frame {...props}>
      <AriaTextArea ref={ref} className="desk-input" placeholder={placeholder} rows={rows} />
    </Frame>
  );
}

type FrameProps = Omit<TextFieldProps, 'placeholder' | 'inputMode' | 'ref'> & { children: React.ReactNode };

function Frame({ label, note, help, error, onLeave, isLabelHidden, className, children, ...field }: FrameProps) {
  return (
    <AriaTextField
      {...field}
      className={className ? `desk-field ${className}` : 'desk-field'}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      {...(onLeave && { onBlur: onLeave })}
    >
      <Label className={isLabelHidden ? 'desk-hidden' : 'desk-label'}>
        {label}
        {note && <span className="desk-label-note">{note}</span>}
      </Label>
      {children}
      <FieldNote help={help} error={error} />
    </AriaTextField>
  );
}
