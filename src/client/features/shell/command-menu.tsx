import { Autocomplete } from '@base-ui/react/autocomplete';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '#client/ui/dialog.tsx';
import type { Place } from './places.ts';
import { type Command, useCommands } from './use-commands.tsx';
import { useFound } from './use-found.tsx';

interface CommandMenuProps {
  open: boolean;
  onClose: () => void;
  places: readonly Place[];
  onHelp: () => void;
  onSignOut: () => Promise<void>;
}

/** One field over everything: go, find, do. */
export function CommandMenu({ open, onClose, ...rest }: CommandMenuProps) {
  const t = useTranslations('commands');
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={t('title')}
      titleHidden
      place="top"
      className="max-w-xl"
    >
      <CommandList onClose={onClose} {...rest} />
    </Dialog>
  );
}

function CommandList({ onClose, ...rest }: Omit<CommandMenuProps, 'open'>) {
  const t = useTranslations('commands');
  const [typed, setTyped] = useState('');
  const commands = useCommands(rest);
  const { groups, isLooking } = useFound(typed);
  const { contains } = Autocomplete.useFilter();
  return (
    <Autocomplete.Root
      open
      inline
      items={typed.trim() === '' ? commands : [...groups, ...withoutFound(commands, groups)]}
      value={typed}
      onValueChange={setTyped}
      filter={(command: Command, query) => command.isFound || contains(command.label, query)}
      autoHighlight="always"
      keepHighlight
      itemToStringValue={(command: Command) => command.label}
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search size={16} aria-hidden className="text-quiet" />
        <Autocomplete.Input
          placeholder={t('placeholder')}
          aria-label={t('placeholder')}
          className="h-12 w-full bg-transparent text-read outline-none placeholder:text-quiet"
        />
      </div>
      <Autocomplete.Empty className="px-4 text-list text-quiet [&:not(:empty)]:py-6">
        {isLooking ? t('looking') : t('nothing')}
      </Autocomplete.Empty>
      <Autocomplete.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1 empty:hidden">
        {(group: { value: string; items: Command[] }) => (
          <Autocomplete.Group key={group.value} items={group.items} className="pb-1">
            <Autocomplete.GroupLabel className="px-3 pt-2 pb-1 text-small text-quiet">
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => (
                <Autocomplete.Item
                  key={command.id}
                  value={command}
                  onClick={() => {
                    onClose();
                    command.run();
                  }}
                  className="target flex cursor-default items-center gap-3 rounded-sm px-3 text-list outline-none data-highlighted:bg-sunken"
                >
                  <span className="text-quiet">{command.icon}</span>
                  <span className="min-w-0 flex-1 truncate">
                    {command.label}
                    {command.detail && (
                      <span className="pl-2 text-small text-quiet">{command.detail}</span>
                    )}
                  </span>
                  {command.keys && (
                    <kbd className="font-sans text-small text-quiet">{command.keys}</kbd>
                  )}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

interface Group {
  value: string;
  items: Command[];
}

/** What the server found too is told once. */
function withoutFound(commands: readonly Group[], found: readonly Group[]): Group[] {
  const ids = found.flatMap(({ items }) => items.map(({ id }) => id));
  return commands
    .map(({ value, items }) => ({
      value,
      items: items.filter(({ id }) => !ids.some((one) => one.includes(id))),
    }))
    .filter(({ items }) => items.length > 0);
}
