/**
 * A moment on the clock of the jurisdiction, and a day of its calendar: typed in parts (年 月 日 时 分), always on 24 hours and in the
 * order of the page's language, whatever the browser was set up in. Arrow keys count a part up and down.
 * In: UTC ms and the profile's time zone, or `2026-07-14`. Out: the same; null (or empty) while what is typed is none.
 */
import { type CalendarDate, type CalendarDateTime, parseDate, parseDateTime } from '@internationalized/date';
import { useState } from 'react';
import { DateField, DateInput, DateSegment, type DateValue } from 'react-aria-components/DateField';
import { Label } from 'react-aria-components/Label';
import { fromLocalTime, toLocalTime } from '../../clock/local-time.ts';
import { FieldNote } from './field-note.tsx';
import './desk.css';

interface Words {
  label: string;
  isLabelHidden?: boolean;
  /** Beside the label: 选填, unit, format. */
  note?: string;
  error?: string | null | undefined;
}

export interface DateTimeFieldProps extends Words {
  value: number | null;
  onChange: (utcMs: number | null) => void;
  timeZone: string;
}

export function DateTimeField({ value, onChange, timeZone, ...words }: DateTimeFieldProps) {
  const partsOf = (at: number | null) => (at === null ? null : parseDateTime(toLocalTime(at, timeZone)));
  // Of a year only two digits may be typed yet: the parts stay as they are until somebody else says another moment.
  const [typed, setTyped] = useState(() => ({ at: value, parts: partsOf(value) }));
  return (
    <Parts<CalendarDateTime>
      {...words}
      granularity="minute"
      value={typed.at === value ? typed.parts : partsOf(value)}
      onChange={parts => {
        const at = parts && fromLocalTime(parts.toString(), timeZone);
        setTyped({ at, parts });
        onChange(at);
      }}
    />
  );
}

export function DayField(props: Words & { value: string; onChange: (day: string) => void }) {
  const { value, onChange, ...words } = props;
  return (
    <Parts<CalendarDate>
      {...words}
      granularity="day"
      value={value === '' ? null : parseDate(value)}
      onChange={day => onChange(day?.toString() ?? '')}
    />
  );
}

function Parts<Value extends DateValue>(
  props: Words & {
    granularity: 'day' | 'minute';
    value: Value | null;
    onChange: (value: Value | null) => void;
  },
) {
  const { label, isLabelHidden, note, error, ...field } = props;
  return (
    <DateField<DateValue>
      {...field}
      onChange={value => props.onChange(value as Value | null)}
      className="desk-field"
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      hourCycle={24}
      shouldForceLeadingZeros
    >
      <Label className={isLabelHidden ? 'desk-hidden' : 'desk-label'}>
        {label}
        {note && <span className="desk-label-note">{note}</span>}
      </Label>
      <DateInput className="desk-input desk-date">
        {segment => <DateSegment segment={segment} className="desk-date-part" />}
      </DateInput>
      <FieldNote help={undefined} error={error} />
    </DateField>
  );
}
