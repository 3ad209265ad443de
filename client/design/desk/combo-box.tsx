/**
 * One of many: typing narrows the list to what contains the typed words, in the name or in `alsoCalled`.
 * In: options and the chosen id, null = none. Out: the new id, null when the field was emptied. `onType` for lists that the caller
 * narrows himself (a search on the server): then nothing is filtered here.
 */
import { type Ref, use } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox, ComboBoxStateContext } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { say } from '../../wording/wording.ts';
import { FieldNote } from './field-note.tsx';
import type { Option } from './option.ts';
import { OptionList } from './option-list.tsx';
import './desk.css';

export interface ComboBoxProps<Id extends string> {
  label: string;
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (id: Id | null) => void;
  /** The caller narrows `options` himself; `typed` is then what stands in the field. */
  typed?: string;
  onType?: (typed: string) => void;
  note?: string;
  help?: string;
  error?: string | null | undefined;
  placeholder?: string;
  emptyText?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  /** False where Enter in the empty field should send the form instead of closing a list nobody asked for. */
  opensOnFocus?: boolean;
  isLabelHidden?: boolean;
  autoFocus?: boolean;
  className?: string;
  ref?: Ref<HTMLInputElement>;
}

const everything = () => true;

export function ComboBox<Id extends string>(props: ComboBoxProps<Id>) {
  const { label, options, value, onChange, typed, onType, note, help, error, isLabelHidden, className } = props;
  return (
    <AriaComboBox
      className={className ? `desk-field ${className}` : 'desk-field'}
      {...(onType ? { items: options, defaultFilter: everything } : { defaultItems: options })}
      {...(typed !== undefined && { inputValue: typed })}
      {...(onType && { onInputChange: onType })}
      value={value}
      onChange={id => onChange(id as Id | null)}
      allowsEmptyCollection
      menuTrigger={props.opensOnFocus === false ? 'input' : 'focus'}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
    >
      <Label className={isLabelHidden ? 'desk-hidden' : 'desk-label'}>
        {label}
        {note && <span className="desk-label-note">{note}</span>}
      </Label>
      <div className="desk-combo">
        <TypedInput {...props} />
        <Button className="desk-combo-button" aria-label={say('desk.show-list')}>
          <span aria-hidden="true">▾</span>
        </Button>
      </div>
      <FieldNote help={help} error={error} />
      <OptionList emptyText={props.emptyText ?? say('desk.nothing-found')} />
    </AriaComboBox>
  );
}

/** A list closes when its page scrolls, and a field that has the focus already would not open it again: a click does. */
function TypedInput({
  ref,
  placeholder,
  opensOnFocus,
}: Pick<ComboBoxProps<string>, 'ref' | 'placeholder' | 'opensOnFocus'>) {
  const state = use(ComboBoxStateContext);
  return (
    <Input
      ref={ref ?? null}
      className="desk-input"
      {...(placeholder !== undefined && { placeholder })}
      {...(opensOnFocus !== false && { onClick: () => state?.open(null, 'manual') })}
    />
  );
}
