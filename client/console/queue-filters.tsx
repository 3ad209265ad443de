/** Level, zone, community, organ, category and order. Closed, it says in words what is left out, and takes it back with one press. */
import { useMemo } from 'react';
import { Button } from '../design/desk/button.tsx';
import { ComboBox } from '../design/desk/combo-box.tsx';
import type { Option } from '../design/desk/option.ts';
import { Select } from '../design/desk/select.tsx';
import { organOptions } from '../incident/organ-options.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { type ChangeAddress, type ConsoleAddress, QUEUE_FILTERS, type QueueFilter } from './console-address.ts';
import { QUEUE_SORTS } from './queue-views.ts';

export const NO_FILTERS = Object.fromEntries(QUEUE_FILTERS.map(name => [name, ''])) as Record<QueueFilter, string>;

export function QueueFilters(props: {
  address: ConsoleAddress;
  change: ChangeAddress;
  /** A list of what is over has one order. */
  isSorted: boolean;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { address, change, isOpen, onToggle } = props;
  const options = useFilterOptions();
  const chosen = QUEUE_FILTERS.filter(name => address[name] !== '');
  return (
    <>
      <div className="queue-tools">
        <Button kind="plain" small onPress={onToggle}>
          {say('queue.filter')} <span aria-hidden="true">{isOpen ? '▴' : '▾'}</span>
        </Button>
        {chosen.map(name => (
          <Button
            key={name}
            small
            label={say('queue.filter.remove', { filter: nameOf(options[name], address[name]) })}
            onPress={() => change({ [name]: '' })}
          >
            {nameOf(options[name], address[name])} <span aria-hidden="true">✕</span>
          </Button>
        ))}
        {props.isSorted && (
          <Select
            className="queue-sort"
            label={say('queue.sort')}
            isLabelHidden
            options={QUEUE_SORTS.map(id => ({ id, name: say(`queue.sort.${id}`) }))}
            value={address.sort}
            onChange={sort => change({ sort })}
          />
        )}
      </div>
      {isOpen && (
        <div className="queue-filters">
          {QUEUE_FILTERS.map(name => (
            <ComboBox
              key={`${name}${address[name]}`}
              label={say(`queue.filter.${name}`)}
              placeholder={say('queue.filter.any')}
              options={options[name]}
              value={address[name] || null}
              onChange={id => change({ [name]: id ?? '' })}
            />
          ))}
          {chosen.length > 0 && (
            <Button small onPress={() => change(NO_FILTERS)}>
              {say('queue.filter.clear')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function nameOf(options: readonly Option[], id: string): string {
  return options.find(option => option.id === id)?.name ?? id;
}

function useFilterOptions(): Record<QueueFilter, readonly Option[]> {
  const { geodata } = useProfile();
  return useMemo(() => {
    const { organs, categories } = geodata.profile;
    return {
      level: ['1', '2', '3', '4', 'none'].map(id => ({ id, name: say(`level.${id as '1' | 'none'}`) })),
      zone: geodata.zones.features.map(({ properties: { id, name } }) => ({ id, name })),
      community: geodata.communities.features.map(({ properties: { code, name } }) => ({ id: code, name })),
      organ: organOptions(organs),
      category: categories.map(({ id, name, shortName }) => ({ id, name: shortName ?? name, alsoCalled: name })),
    };
  }, [geodata]);
}
