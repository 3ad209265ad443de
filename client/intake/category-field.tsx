/** 类别: one row of the negative list, found by name, short name, words of its text, pinyin or initials. May stay empty. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { NegativeListItem } from '../../server/contract/negative-list.ts';
import type { Option } from '../design/desk/option.ts';
import { say } from '../wording/wording.ts';
import { findCategories, loadSpelling } from './category-search.ts';
import type { Matter } from './intake-draft.ts';
import { SearchPick } from './search-pick.tsx';

export function CategoryField(props: {
  matter: Matter;
  items: readonly NegativeListItem[];
  isLoading: boolean;
  onChange: (known: Partial<Matter>) => void;
  error: string | undefined;
  onLeave: () => void;
}) {
  const { matter, items, onChange } = props;
  const [spelledLike, setSpelledLike] = useState<Awaited<ReturnType<typeof loadSpelling>> | null>(null);
  useEffect(() => {
    void loadSpelling().then(spelled => setSpelledLike(() => spelled));
  }, []);
  const found = useMemo(
    () => (matter.category === null ? findCategories(items, matter.typedCategory, spelledLike) : []),
    [items, matter.category, matter.typedCategory, spelledLike],
  );
  const options = useMemo(
    (): Option[] =>
      found.map(item => ({ id: item.id, name: item.name, detail: `${item.businessClass} · ${item.subClass}` })),
    [found],
  );
  const choose = useCallback(
    (id: string) => {
      const item = items.find(i => i.id === id);
      if (item) onChange({ category: item.id, typedCategory: item.name });
    },
    [items, onChange],
  );
  return (
    <SearchPick
      label={say('intake.category')}
      note={say('desk.optional')}
      typed={matter.typedCategory}
      onType={typed => onChange({ typedCategory: typed, category: null })}
      options={options}
      isWaiting={props.isLoading || spelledLike === null}
      onChoose={choose}
      isChosen={matter.category !== null}
      emptyText={say('intake.category.none')}
      placeholder={say('intake.category.placeholder')}
      maxLength={60}
      error={props.error}
      onLeave={props.onLeave}
    />
  );
}
