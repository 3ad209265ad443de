/** The open list of a Select or ComboBox. Only inside those. */
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import type { Option } from './option.ts';

export function OptionList({ emptyText }: { emptyText: string }) {
  return (
    <Popover className="desk desk-popover" offset={4}>
      <ListBox<Option> className="desk-list" renderEmptyState={() => <div className="desk-option">{emptyText}</div>}>
        {OptionRow}
      </ListBox>
    </Popover>
  );
}

/** For lists whose options are not given to their owner. */
export function OptionRow(option: Option) {
  return (
    <ListBoxItem className="desk-option" id={option.id} textValue={`${option.name} ${option.alsoCalled ?? ''}`.trim()}>
      <span>{option.name}</span>
      {option.detail && <span className="desk-option-detail">{option.detail}</span>}
    </ListBoxItem>
  );
}
