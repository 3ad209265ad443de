/**
 * A field that finds: typing narrows a list below it, Enter takes the first (or the one that arrow keys moved to), Escape closes the
 * list. In: what is typed and what was found for it. Out: letters, and the chosen one. Enter that comes before the answer of the server
 * waits for it, because people type a name and press Enter in one go.
 */
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { TextField } from 'react-aria-components/TextField';
import type { Option } from '../design/desk/option.ts';
import { say } from '../wording/wording.ts';

export function SearchPick<Id extends string>(props: {
  label: string;
  note?: string | undefined;
  typed: string;
  onType: (typed: string) => void;
  options: readonly Option<Id>[];
  /** An answer to what is typed is on its way. */
  isWaiting: boolean;
  onChoose: (id: Id) => void;
  /** What is typed is already the name of something chosen: no list. */
  isChosen: boolean;
  emptyText: string;
  placeholder: string;
  error?: string | null | undefined;
  maxLength: number;
  onLeave?: () => void;
  ref?: Ref<HTMLInputElement>;
  children?: ReactNode;
}) {
  const { typed, options, isWaiting, isChosen, error, onChoose } = props;
  const [isClosed, setClosed] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const wantsFirst = useRef(false);
  const errorId = useId();
  const isOpen = hasFocus && !isClosed && !isChosen && typed.trim() !== '';

  useEffect(() => {
    if (isWaiting || !wantsFirst.current) return;
    wantsFirst.current = false;
    const first = options[0];
    if (first && !isChosen) onChoose(first.id);
  }, [isWaiting, options, isChosen, onChoose]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isOpen) {
      setClosed(true);
      event.stopPropagation();
    }
    // What is on the screen was found for fewer letters: Enter must not take it, but wait for the answer.
    if (event.key === 'Enter' && !event.ctrlKey && isOpen && isWaiting) {
      wantsFirst.current = true;
      event.preventDefault();
      event.stopPropagation();
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is.
    <div
      className="desk-field search-pick"
      onFocus={() => setFocus(true)}
      onBlur={event => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        setFocus(false);
        props.onLeave?.();
      }}
    >
      <Autocomplete
        inputValue={typed}
        onInputChange={value => {
          wantsFirst.current = false;
          setClosed(false);
          props.onType(value);
        }}
      >
        <TextField isInvalid={Boolean(error)} validationBehavior="aria" maxLength={props.maxLength}>
          <Label className="desk-label">
            {props.label}
            {props.note && <span className="desk-label-note">{props.note}</span>}
          </Label>
          <div onKeyDownCapture={onKeyDown}>
            <Input
              ref={props.ref}
              className="desk-input"
              placeholder={props.placeholder}
              aria-describedby={error ? errorId : undefined}
            />
          </div>
        </TextField>
        {isOpen && (
          <div className="search-pick-list desk-popover">
            <ListBox<Option<Id>>
              aria-label={props.label}
              className="desk-list"
              items={options}
              renderEmptyState={() => <div className="desk-option">{isWaiting ? '…' : props.emptyText}</div>}
            >
              {option => (
                <ListBoxItem
                  id={option.id}
                  className="desk-option"
                  textValue={option.name}
                  onAction={() => onChoose(option.id)}
                >
                  <span>{option.name}</span>
                  {option.detail && <span className="desk-option-detail">{option.detail}</span>}
                </ListBoxItem>
              )}
            </ListBox>
          </div>
        )}
      </Autocomplete>
      <span className="desk-hidden" role="status">
        {isOpen && !isWaiting && say('intake.found', { n: options.length })}
      </span>
      {error && (
        <span id={errorId} className="desk-error">
          {error}
        </span>
      )}
      {props.children}
    </div>
  );
}
