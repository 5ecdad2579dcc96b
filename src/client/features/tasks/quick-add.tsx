import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { ProjectMember } from '#client/api/types.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { isTyping } from '#client/ui/typing.ts';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useKeptText } from '#client/ui/use-kept-text.ts';
import { isKeptAside } from '#client/offline/write-queue.ts';
import { type QuickTask, quickTask } from './quick-words.ts';
import { useShowTasks } from './use-board.ts';

const maxLength = 300;

interface QuickAddProps {
  projectId: string;
  members: readonly ProjectMember[];
}

/** One line, one task: Enter adds it and the field is free for the next. `c` leads here. */
export function QuickAdd({ projectId, members }: QuickAddProps) {
  const t = useTranslations('tasks');
  const toast = useToast();
  const failureText = useFailureText();
  const now = useNow();
  const show = useShowTasks();
  const [line, setLine, putBack] = useKeptText(`new-task.${projectId}`);
  const create = trpc.tasks.create.useMutation();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'c' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const wanted = quickTask(line, { people: members.map(({ user }) => user), now });
  const add = async () => {
    if (wanted.title === '') return;
    // Free for the next one at once; back in the field where it could not be stored.
    setLine('');
    try {
      const { title, labels, priority, assignees, due } = wanted;
      const task = await create.mutateAsync({
        projectId,
        title,
        labels,
        priority,
        assigneeIds: assignees.map(({ id }) => id),
        dueAt: due?.toISOString() ?? null,
      });
      show.changed([task]);
    } catch (error) {
      if (!isKeptAside(error)) putBack(line);
      toast(failureText(error), 'error');
    }
  };
  return (
    <form
      className="flex flex-wrap items-center gap-x-1 border-b border-line pr-2 pl-3 md:pr-4 md:pl-5 -outline-offset-2 focus-within:bg-raised has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <span className="inline-flex size-8 items-center justify-center text-quiet">
        <Plus size={18} aria-hidden />
      </span>
      <input
        ref={field}
        aria-label={t('newTask')}
        placeholder={t('newTaskHint')}
        autoComplete="off"
        maxLength={maxLength}
        value={line}
        onChange={(event) => setLine(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className="h-11 min-w-0 flex-1 bg-transparent text-list outline-none placeholder:text-quiet"
      />
      <Understood task={wanted} />
      {line.trim() !== '' && (
        <Button type="submit" tone="quiet">
          {t('add')}
        </Button>
      )}
    </form>
  );
}

/** What was taken out of the title, before it is so. */
function Understood({ task }: { task: QuickTask }) {
  const t = useTranslations('tasks');
  const format = useFormatter();
  const { priority, labels, assignees, due } = task;
  return (
    <span role="status" className="flex flex-wrap gap-1">
      {assignees.map(({ id, name }) => (
        <Badge key={id}>{name}</Badge>
      ))}
      {labels.map((label) => (
        <Badge key={label}>#{label}</Badge>
      ))}
      {priority !== 'none' && <Badge tone="warn">{t(`priorities.${priority}`)}</Badge>}
      {due && (
        <Badge tone="accent">
          {format.dateTime(due, { weekday: 'short', day: 'numeric', month: 'short' })}
        </Badge>
      )}
    </span>
  );
}
