/** The category of a report, found in the list that the phone keeps ([P-91]). In: the list, what is chosen. Out: the item, or null: the desk sorts it. */
import { useState } from 'react';
import type { NegativeListItem } from '../../server/contract/negative-list.ts';
import { findCategories } from '../intake/category-search.ts';
import { say } from '../wording/wording.ts';
import { FoundList } from './found-list.tsx';

export function CategoryField(props: {
  items: readonly NegativeListItem[];
  value: NegativeListItem | null;
  onChange: (item: NegativeListItem | null) => void;
}) {
  const { items, value, onChange } = props;
  const [typed, setTyped] = useState('');
  const found = value === null && typed.trim() ? findCategories(items, typed, null) : [];
  return (
    <>
      <label>
        {say('field.report.category')}
        <input
          value={value?.name ?? typed}
          onChange={event => {
            onChange(null);
            setTyped(event.target.value);
          }}
        />
      </label>
      <FoundList
        found={found}
        rowKey={({ id }) => id}
        name={({ name }) => name}
        onPick={onChange}
        none={value === null && typed.trim() ? say('field.report.category-none') : ''}
      />
    </>
  );
}
