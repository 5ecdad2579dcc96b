import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TaskDetails } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { SectionHead } from '#client/ui/section-head.tsx';
import { useKeptText } from '#client/ui/use-kept-text.ts';
import { useKeptEdit } from './use-kept-edit.ts';
import type { ChangeDetails } from './use-task-details.ts';

type Item = TaskDetails['checklist'][number];

interface TaskChecklistProps {
  taskId: string;
  items: readonly Item[];
  change: ChangeDetails;
  readOnly: boolean;
}

/** Steps to tick off; Enter adds one and the field is free for the next. */
export function TaskChecklist({ taskId, items, change, readOnly }: TaskChecklistProps) {
  const t = useTranslations('tasks');
  const [text, setText, putBack] = useKeptText(`step.${taskId}`);
  if (readOnly && items.length === 0) return null;
  const done = items.filter((item) => item.done).length;
  const add = async () => {
    const wanted = text.trim();
    if (wanted === '') return;
    setText('');
    const itemId = crypto.randomUUID();
    const added = await change({ type: 'AddChecklistItem', itemId, text: wanted }, (details) => ({
      ...details,
      checklist: [...details.checklist, { id: itemId, text: wanted, done: false }],
    }));
    if (!added) putBack(wanted);
  };
  return (
    <section>
      <SectionHead
        title={t('checklist')}
        end={
          items.length > 0 && (
            <span className="text-small text-quiet tabular-nums">
              {t('stepsDone', { done, all: items.length })}
            </span>
          )
        }
      />
      <ul>
        {items.map((item) => (
          <Step key={item.id} item={item} change={change} readOnly={readOnly} />
        ))}
      </ul>
      {!readOnly && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <input
            aria-label={t('addStep')}
            placeholder={t('addStep')}
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            className="target w-full bg-transparent pl-7 text-list placeholder:text-quiet"
          />
        </form>
      )}
    </section>
  );
}

function Step({
  item,
  change,
  readOnly,
}: Pick<TaskChecklistProps, 'change' | 'readOnly'> & { item: Item }) {
  const t = useTranslations('tasks');
  const { edited, show } = useKeptEdit(`step.edit.${item.id}`);
  // At once: the cache tells its readers a moment later, and the tick would jump back until then.
  const [ticked, setTicked] = useState<boolean | null>(null);
  const itemId = item.id;
  const shownAs = (changes: Partial<Item>) => (details: TaskDetails) => ({
    ...details,
    checklist: details.checklist.map((one) => (one.id === itemId ? { ...one, ...changes } : one)),
  });
  const save = () => {
    if (!edited) return;
    const { base: seenText } = edited;
    const text = edited.text.trim();
    show(null);
    if (text === '' || text === item.text) return;
    void change({ type: 'ChangeChecklistItem', itemId, text, seenText }, shownAs({ text }));
  };
  return (
    <li className="group flex items-center gap-2">
      <input
        type="checkbox"
        checked={ticked ?? item.done}
        disabled={readOnly}
        aria-label={item.text}
        onChange={({ currentTarget: { checked } }) => {
          setTicked(checked);
          const ticking = {
            type: 'ChangeChecklistItem',
            itemId,
            isDone: checked,
            seenText: item.text,
          } as const;
          void change(ticking, shownAs({ done: checked })).then(() => setTicked(null));
        }}
        className="size-4 shrink-0 accent-accent pointer-coarse:size-5"
      />
      {readOnly ? (
        <span className={classNames('py-1.5 text-list', item.done && 'text-quiet line-through')}>
          {item.text}
        </span>
      ) : (
        <input
          aria-label={t('step')}
          value={edited?.text ?? item.text}
          maxLength={500}
          onChange={(event) =>
            // With what it said when one began to write.
            show({ text: event.currentTarget.value, base: edited?.base ?? item.text })
          }
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.key === 'Escape') {
              event.stopPropagation();
              show(null);
            }
          }}
          className={classNames(
            'target min-w-0 flex-1 bg-transparent text-list',
            item.done && 'text-quiet line-through',
          )}
        />
      )}
      {!readOnly && (
        <IconButton
          label={t('removeStep', { text: item.text })}
          className="not-focus-visible:opacity-0 group-hover:opacity-100 pointer-coarse:opacity-100"
          onClick={() =>
            void change(
              { type: 'RemoveChecklistItem', itemId, seenText: item.text },
              (details) => ({
                ...details,
                checklist: details.checklist.filter((one) => one.id !== itemId),
              }),
            )
          }
        >
          <X size={15} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
