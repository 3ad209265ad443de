/** Views of one list, each with how many rows it has. In: all rows (null = not there yet) and which belong to a view. Out: the new view. */
import { SegmentedFilter } from './segmented-filter.tsx';

export function ListViews<Row, View extends string>(props: {
  label: string;
  views: readonly View[];
  name: (view: View) => string;
  rows: readonly Row[] | null;
  isInView: (row: Row, view: View) => boolean;
  value: View;
  onChange: (view: View) => void;
}) {
  const { label, views, name, rows, isInView, value, onChange } = props;
  return (
    <SegmentedFilter<View>
      label={label}
      segments={views.map(id => ({ id, name: name(id), count: rows?.filter(row => isInView(row, id)).length }))}
      value={value}
      onChange={onChange}
    />
  );
}
