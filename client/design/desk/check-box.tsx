/** Yes or no beside its sentence. In: the answer. Out: the new one. Where it cannot be changed now, the reason stands below it. */
import { Checkbox } from 'react-aria-components/Checkbox';
import './desk.css';

export function CheckBox(props: {
  label: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  whyNot?: string | null;
}) {
  return (
    <div className="desk-check-field">
      <Checkbox
        className="desk-check"
        isSelected={props.isChecked}
        onChange={props.onChange}
        isDisabled={Boolean(props.whyNot)}
      >
        <span className="desk-check-box" aria-hidden="true">
          {props.isChecked && '✓'}
        </span>
        {props.label}
      </Checkbox>
      {props.whyNot && <p className="desk-help">{props.whyNot}</p>}
    </div>
  );
}
