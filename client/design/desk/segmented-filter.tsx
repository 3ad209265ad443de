/** One of a few views of the same list, each with its count. In: segments and the chosen one. Out: the new one. Arrow keys move. */
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import './desk.css';

export interface Segment<Id extends string> {
  id: Id;
  name: string;
  /** A number, or one of another: `8/12`. Null = not known yet. */
  count?: number | string | null | undefined;
  /** What is wrong there, in a word. */
  mark?: string | null;
}

export function SegmentedFilter<Id extends string>(props: {
  label: string;
  segments: readonly Segment<Id>[];
  /** Null = none yet. */
  value: Id | null;
  onChange: (id: Id) => void;
}) {
  return (
    <RadioGroup
      className="desk-segments"
      aria-label={props.label}
      orientation="horizontal"
      value={props.value}
      onChange={id => props.onChange(id as Id)}
    >
      {props.segments.map(({ id, name, count, mark }) => (
        <Radio key={id} className="desk-segment" value={id}>
          {name}
          {count !== null && count !== undefined && <span className={count === 0 ? 'none' : undefined}>{count}</span>}
          {mark && <b>{mark}</b>}
        </Radio>
      ))}
    </RadioGroup>
  );
}
