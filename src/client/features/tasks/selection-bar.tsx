import { Trash2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProjectMember, TaskCard } from '#client/api/types.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { Menu, MenuItem } from '#client/ui/menu.tsx';
import { isTyping } from '#client/ui/typing.ts';
import { dueOfDay, priorities, statuses } from './task-state.ts';
import { StatusSign } from './task-status.tsx';
import type { TasksViewProps } from './tasks-view.ts';
import type { TaskChange } from './use-task-edits.ts';

interface SelectionBarProps extends TasksViewProps {
  members: readonly ProjectMember[];
}

/** What can be done with several tasks at once; each of it can be undone. */
export function SelectionBar({ tasks, selection, edits, members }: SelectionBarProps) {
  const t = useTranslations('tasks');
  const chosen = tasks.filter(({ id }) => selection.ids.has(id));
  const { clear } = selection;
  const count = chosen.length;
  useEffect(() => {
    if (count === 0) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || isTyping(event.target)) return;
      event.preventDefault();
      clear();
    };
    // Before the panel beside, which Esc would close.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [count, clear]);
  if (count === 0) return null;
  const change = (changesOf: (task: TaskCard) => TaskChange) =>
    edits.change(
      chosen.map((task) => ({ task, changes: changesOf(task) })),
      t('changedMany', { count }),
    );
  return (
    <div
      role="toolbar"
      aria-label={t('selection')}
      className="flex flex-wrap items-center gap-1 border-t border-line bg-accent-soft px-3 py-1.5 md:px-5"
    >
      <span className="pr-2 text-list font-semibold tabular-nums">{t('selected', { count })}</span>
      <Menu side="top" trigger={<Button tone="quiet">{t('status')}</Button>}>
        {statuses.map((status) => (
          <MenuItem
            key={status}
            icon={<StatusSign status={status} />}
            onSelect={() => change(() => ({ status }))}
          >
            {t(`statuses.${status}`)}
          </MenuItem>
        ))}
      </Menu>
      <Menu side="top" trigger={<Button tone="quiet">{t('assign')}</Button>}>
        <MenuItem onSelect={() => change(() => ({ assignee_ids: [] }))}>{t('nobody')}</MenuItem>
        {members.map(({ user }) => (
          <MenuItem
            key={user.id}
            onSelect={() =>
              change((task) => ({ assignee_ids: [...new Set([...task.assignee_ids, user.id])] }))
            }
          >
            {user.name}
          </MenuItem>
        ))}
      </Menu>
      <Menu side="top" trigger={<Button tone="quiet">{t('priority')}</Button>}>
        {priorities.map((priority) => (
          <MenuItem key={priority} onSelect={() => change(() => ({ priority }))}>
            {t(`priorities.${priority}`)}
          </MenuItem>
        ))}
      </Menu>
      <LabelField
        onLabel={(label) => change((task) => ({ labels: [...new Set([...task.labels, label])] }))}
      />
      <label className="flex items-center gap-2 text-list">
        {t('due')}
        <input
          type="date"
          className="h-8 rounded-md border border-line-strong bg-raised px-2 text-list pointer-coarse:h-11"
          onChange={(event) => {
            const due = dueOfDay(event.currentTarget.value);
            if (due !== null) change(() => ({ due_at: due }));
          }}
        />
      </label>
      <Button
        tone="quiet"
        className="text-danger"
        onClick={() => {
          edits.remove(chosen);
          clear();
        }}
      >
        <Trash2 size={16} aria-hidden />
        {t('deleteCount', { count })}
      </Button>
      <IconButton label={t('clearSelection')} className="ml-auto" onClick={clear}>
        <X size={17} aria-hidden />
      </IconButton>
    </div>
  );
}

function LabelField({ onLabel }: { onLabel: (label: string) => void }) {
  const t = useTranslations('tasks');
  const [label, setLabel] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = label.trim().replace(/^#/u, '');
        if (wanted === '') return;
        onLabel(wanted);
        setLabel('');
      }}
    >
      <input
        aria-label={t('addLabel')}
        placeholder={t('addLabel')}
        maxLength={50}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        className="h-8 w-28 rounded-md border border-line-strong bg-raised px-2 text-list placeholder:text-quiet pointer-coarse:h-11"
      />
    </form>
  );
}
