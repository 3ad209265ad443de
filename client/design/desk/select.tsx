/** One of a few fixed choices. In: options and the chosen id, null = none yet. Out: the new id. For long lists: combo-box.tsx. */
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { say } from '../../wording/wording.ts';
import { FieldNote } from './field-note.tsx';
import type { Option } from './option.ts';
import { OptionRow } from './option-list.tsx';
import './desk.css';

export interface SelectProps<Id extends string> {
  label: string;
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (id: Id) => void;
  note?: string;
  help?: string;
  error?: string | null | undefined;
  placeholder?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  isLabelHidden?: boolean;
  autoFocus?: boolean;
  className?: string;
}

export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, options, value, onChange, note, help, error, isLabelHidden, className, ...select } = props;
  return (
    <AriaSelect
      {...select}
      className={className ? `desk-field ${className}` : 'desk-field'}
      placeholder={props.placeholder ?? say('desk.choose')}
      value={value}
      onChange={id => {
        if (id !== null) onChange(id as Id);
      }}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <Label className={isLabelHidden ? 'desk-hidden' : 'desk-label'}>
        {label}
        {note && <span className="desk-label-note">{note}</span>}
      </Label>
      <Button className="desk-input desk-choose">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <FieldNote help={help} error={error} />
      <Popover className="desk desk-popover" offset={4}>
        <ListBox<Option> className="desk-list" items={options}>
          {OptionRow}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
