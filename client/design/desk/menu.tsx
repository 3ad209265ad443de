/** A button that opens further commands (更多). In: options, and why none may be used now, if so. Out: the chosen id. */
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button } from './button.tsx';
import type { Option } from './option.ts';
import './desk.css';

export function Menu<Id extends string>(props: {
  name: string;
  options: readonly Option<Id>[];
  onChoose: (id: Id) => void;
  whyNot?: string | null | undefined;
}) {
  if (props.whyNot) return <Button whyNot={props.whyNot}>{props.name}</Button>;
  return (
    <MenuTrigger>
      <AriaButton className="desk-button">
        {props.name}
        <span aria-hidden="true">▾</span>
      </AriaButton>
      <Popover className="desk desk-popover" offset={4}>
        <AriaMenu<Option<Id>>
          className="desk-list"
          items={props.options}
          onAction={id => props.onChoose(id as Id)}
          aria-label={props.name}
        >
          {option => (
            <MenuItem className="desk-option" id={option.id} textValue={option.name}>
              <span>{option.name}</span>
              {option.detail && <span className="desk-option-detail">{option.detail}</span>}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
