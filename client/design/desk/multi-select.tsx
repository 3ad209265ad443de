/**
 * Several of many, in sections, with a search: for filters. In: sections of options, the chosen ids. Out: the new ids; none chosen = all, so
 * the button then says `all`. The list stays open while one chooses.
 */
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { SearchField } from 'react-aria-components/SearchField';
import { say } from '../../wording/wording.ts';
import type { Option } from './option.ts';
import './desk.css';

export interface OptionSection {
  id: string;
  name: string;
  options: readonly Option[];
}

export function MultiSelect(props: {
  label: string;
  /** What none chosen means. */
  all: string;
  sections: readonly OptionSection[];
  value: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const { label, all, sections, value, onChange } = props;
  const { contains } = useFilter({ sensitivity: 'base' });
  const names = new Map(sections.flatMap(({ options }) => options.map(({ id, name }) => [id, name])));
  const first = value.map(id => names.get(id) ?? id)[0];
  const shown =
    first === undefined ? all : value.length === 1 ? first : say('desk.several', { first, n: value.length });
  return (
    <DialogTrigger>
      <Button className="desk-input desk-choose desk-multi" aria-label={`${label}: ${shown}`}>
        <span>{shown}</span>
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="desk desk-popover desk-multi-popover" offset={4}>
        <Dialog aria-label={label} className="desk-multi-dialog">
          <Autocomplete filter={contains}>
            <div className="desk-multi-head">
              <SearchField aria-label={say('desk.search-in-list')} autoFocus>
                <Input className="desk-input" placeholder={say('desk.search-in-list')} />
              </SearchField>
              <Button className="desk-button plain small" onPress={() => onChange([])}>
                {all}
              </Button>
            </div>
            <ListBox
              className="desk-list"
              aria-label={label}
              selectionMode="multiple"
              selectionBehavior="toggle"
              // Escape closes the list; it takes nothing back.
              escapeKeyBehavior="none"
              selectedKeys={value}
              onSelectionChange={keys => onChange(keys === 'all' ? [] : [...keys].map(String))}
              renderEmptyState={() => <div className="desk-option">{say('desk.nothing-found')}</div>}
            >
              {sections.map(section => (
                <ListBoxSection key={section.id} id={section.id}>
                  <Header className="desk-option-head">{section.name}</Header>
                  {section.options.map(({ id, name, detail, alsoCalled }) => (
                    <ListBoxItem
                      key={id}
                      id={id}
                      className="desk-option desk-option-check"
                      textValue={`${name} ${alsoCalled ?? ''}`}
                    >
                      <span className="desk-check-box" aria-hidden="true" />
                      <span>{name}</span>
                      {detail && <span className="desk-option-detail">{detail}</span>}
                    </ListBoxItem>
                  ))}
                </ListBoxSection>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
