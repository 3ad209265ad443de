/** A whole number with its unit, or nothing. In: the number. Out: the new one; null while the field holds none. */
import { useState } from 'react';
import { TextField } from '../design/desk/text-field.tsx';

export function NumberField(props: {
  label: string;
  unit: string;
  value: number | null;
  error?: string | null;
  onChange: (value: number | null) => void;
}) {
  const { label, unit, value, error, onChange } = props;
  const [typed, setTyped] = useState({ value, text: textOf(value) });
  return (
    <TextField
      label={label}
      note={unit}
      error={error}
      inputMode="numeric"
      maxLength={5}
      value={typed.value === value ? typed.text : textOf(value)}
      onChange={text => {
        const number = /^\d+$/.test(text.trim()) ? Number(text) : null;
        setTyped({ value: number, text });
        onChange(number);
      }}
    />
  );
}

const textOf = (value: number | null) => (value === null ? '' : String(value));
