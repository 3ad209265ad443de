/**
 * A moment on the clock of the jurisdiction: people write local time, whatever zone their machine is set to.
 * In: UTC ms or null, and the profile's time zone. Out: UTC ms, null while what is typed is no moment.
 */
import { useState } from 'react';
import { fromLocalTime, toLocalTime } from '../../clock/local-time.ts';
import { TextField, type TextFieldProps } from './text-field.tsx';

export interface DateTimeFieldProps extends Omit<TextFieldProps, 'value' | 'onChange' | 'type' | 'ref'> {
  value: number | null;
  onChange: (utcMs: number | null) => void;
  timeZone: string;
}

export function DateTimeField({ value, onChange, timeZone, ...field }: DateTimeFieldProps) {
  // Half a date is no moment, but it must stay in the field while it is typed.
  const [typed, setTyped] = useState(() => (value === null ? '' : toLocalTime(value, timeZone)));
  const shown = value !== null && fromLocalTime(typed, timeZone) !== value ? toLocalTime(value, timeZone) : typed;
  return (
    <TextField
      {...field}
      type="datetime-local"
      value={shown}
      onChange={text => {
        setTyped(text);
        onChange(fromLocalTime(text, timeZone));
      }}
    />
  );
}
