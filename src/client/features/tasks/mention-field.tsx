import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProjectMember } from '#client/api/types.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { GrowingField } from '#client/ui/growing-field.tsx';
import { mentionAt } from './mention-at.ts';

interface MentionFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  onSend: () => void;
  members: readonly ProjectMember[];
}

const shown = 6;

/** A field in which `@` offers the people of the project. */
export function MentionField(props: MentionFieldProps) {
  const { label, placeholder, value, onChange, onSend, members } = props;
  const t = useTranslations('tasks');
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const found = mentionAt(value, caret);
  const people =
    found && found.from !== closedAt
      ? members
          .map(({ user }) => user)
          .filter(({ name }) =>
            name
              .toLowerCase()
              .split(/\s+/u)
              .some((part, index, parts) =>
                parts.slice(index).join(' ').startsWith(found.said.toLowerCase()),
              ),
          )
          .slice(0, shown)
      : [];
  const at = Math.min(chosen, people.length - 1);
  const take = (index: number) => {
    const person = people[index];
    if (!person || !found) return;
    const before = `${value.slice(0, found.from)}@${person.name} `;
    onChange(before + value.slice(caret).replace(/^ /u, ''));
    setChosen(0);
    setCaret(before.length);
    // After the text is in the field.
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(before.length, before.length);
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (people.length === 0 || isSend) {
      if (!isSend) return;
      event.preventDefault();
      onSend();
      return;
    }
    if (event.key === 'ArrowDown') setChosen((at + 1) % people.length);
    else if (event.key === 'ArrowUp') setChosen((at + people.length - 1) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(at);
    else if (event.key === 'Escape') {
      event.stopPropagation();
      setClosedAt(found?.from ?? null);
    } else return;
    event.preventDefault();
  };
  return (
    <div className="relative w-full" onSelect={() => setCaret(area.current?.selectionStart ?? 0)}>
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
        onKeyDown={onKeyDown}
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
