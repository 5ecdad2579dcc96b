import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import { Avatar } from './avatar.tsx';
import { classNames } from './class-names.ts';
import { GrowingField } from './growing-field.tsx';
import { mentionAt } from './mention-at.ts';

interface MentionFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  /** Whom `@` offers. */
  people: readonly Person[];
  /** Keys that choose nobody. */
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  describedBy?: string;
  ref?: Ref<HTMLTextAreaElement>;
}

const shown = 6;

/** A field in which `@` offers people to mention. */
export function MentionField(props: MentionFieldProps) {
  const { label, placeholder, value, onChange, people: all, onKeyDown, describedBy, ref } = props;
  const t = useTranslations('picker');
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => area.current as HTMLTextAreaElement, []);
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const found = mentionAt(value, caret);
  const people = found && found.from !== closedAt ? offered(all, found.said) : [];
  const at = Math.min(chosen, people.length - 1);
  const take = (index: number) => {
    const person = people[index];
    if (!person || !found) return;
    const before = `${value.slice(0, found.from)}@${person.name} `;
    // Who types on at once types behind the name: the text is in the field before the next key.
    flushSync(() => {
      onChange(before + value.slice(caret).replace(/^ /u, ''));
      setChosen(0);
      setCaret(before.length);
    });
    area.current?.focus();
    area.current?.setSelectionRange(before.length, before.length);
  };
  const choose = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const isOther = event.ctrlKey || event.metaKey || event.nativeEvent.isComposing;
    if (people.length === 0 || isOther) {
      onKeyDown?.(event);
      return;
    }
    if (event.key === 'ArrowDown') setChosen((at + 1) % people.length);
    else if (event.key === 'ArrowUp') setChosen((at + people.length - 1) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(at);
    else if (event.key === 'Escape') {
      event.stopPropagation();
      setClosedAt(found?.from ?? null);
    } else {
      onKeyDown?.(event);
      return;
    }
    event.preventDefault();
  };
  return (
    <div
      className="relative flex w-full"
      onSelect={() => setCaret(area.current?.selectionStart ?? 0)}
    >
      <GrowingField
        ref={area}
        label={label}
        placeholder={placeholder}
        value={value}
        onChange={(text) => {
          setCaret(area.current?.selectionStart ?? text.length);
          setChosen(0);
          onChange(text);
        }}
        onKeyDown={choose}
        {...(describedBy !== undefined && { describedBy })}
      />
      {people.length > 0 && (
        <div
          id={listId}
          role="listbox"
          aria-label={t('mention')}
          className="absolute bottom-full left-0 z-40 mb-1 w-64 rounded-md border border-line bg-raised p-1 shadow-lift"
        >
          {people.map((person, index) => (
            <div
              key={person.id}
              role="option"
              aria-selected={index === at}
              // Not the click: the field would have lost the focus by then.
              onPointerDown={(event) => {
                event.preventDefault();
                take(index);
              }}
              className={classNames(
                'target flex cursor-default items-center gap-2 rounded-sm px-2 text-list',
                index === at && 'bg-sunken',
              )}
            >
              <Avatar name={person.name} url={person.avatar_url} size="sm" />
              <span className="truncate">{person.name}</span>
            </div>
          ))}
        </div>
      )}
      <span role="status" className="sr-only">
        {people[at]?.name ?? ''}
      </span>
    </div>
  );
}

/** Whose names go on as was begun, at any of their words; nobody where nothing is left to complete. */
function offered(people: readonly Person[], said: string): readonly Person[] {
  const begun = said.toLowerCase();
  const named = people.filter(({ name }) => {
    const words = name.toLowerCase().split(/\s+/u);
    return words.some((_, index) => words.slice(index).join(' ').startsWith(begun));
  });
  const [only, ...others] = named;
  if (others.length === 0 && only?.name.toLowerCase() === begun) return [];
  return named.slice(0, shown);
}
