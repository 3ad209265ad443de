/** Narrows a list to one of a few, or shows all. In: what all of them are called. Out: the id; '' = all. */
import type { Option } from './option.ts';
import { Select } from './select.tsx';

export function FilterSelect(props: {
  label: string;
  all: string;
  options: readonly Option[];
  value: string;
  onChange: (id: string) => void;
}) {
  const { label, all, options, value, onChange } = props;
  return (
    <Select
      label={label}
      isLabelHidden
      options={[{ id: '', name: all }, ...options]}
      value={value}
      onChange={onChange}
    />
  );
}
