/** What was found for what is typed, each to be pressed with a thumb. `none`: what is said where nothing was found. */
export function FoundList<Found>(props: {
  found: readonly Found[];
  rowKey: (one: Found) => string;
  name: (one: Found) => string;
  onPick: (one: Found) => void;
  none?: string;
}) {
  if (props.found.length === 0) return props.none ? <p role="status">{props.none}</p> : null;
  return (
    <ul className="field-found">
      {props.found.map(one => (
        <li key={props.rowKey(one)}>
          <button type="button" onClick={() => props.onPick(one)}>
            {props.name(one)}
          </button>
        </li>
      ))}
    </ul>
  );
}
