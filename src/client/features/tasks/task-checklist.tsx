import { useLayoutEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { TaskDetails } from '#client/api/types.ts';
import { SectionHead } from '#client/ui/section-head.tsx';
import { useKeptText } from '#client/ui/use-kept-text.ts';
import { ChecklistStep } from './checklist-step.tsx';
import { useStepOrder } from './use-step-order.ts';
import type { ChangeDetails } from './use-task-details.ts';

interface TaskChecklistProps {
  taskId: string;
  items: TaskDetails['checklist'];
  change: ChangeDetails;
  readOnly: boolean;
}

/** Steps to tick off; Enter adds one and the field is free for the next. */
export function TaskChecklist({ taskId, items, change, readOnly }: TaskChecklistProps) {
  const t = useTranslations('tasks');
  const [text, setText, putBack] = useKeptText(`step.${taskId}`);
  const { steps, move, moveBy, said } = useStepOrder(items, change);
  const list = useRef<HTMLUListElement>(null);
  const moved = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (moved.current === null) return;
    // Its row was taken out and put in again elsewhere, which takes the focus from it.
    list.current?.querySelector<HTMLElement>(`[data-step="${moved.current}"] [type=text]`)?.focus();
    moved.current = null;
  }, [steps]);
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
      <ul ref={list}>
        {steps.map((item, index) => (
          <ChecklistStep
            key={item.id}
            item={item}
            nextId={steps[index + 1]?.id ?? null}
            isFirst={index === 0}
            change={change}
            onMove={move}
            onMoveBy={(by) => {
              if (moveBy(item.id, by)) moved.current = item.id;
            }}
            readOnly={readOnly}
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
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
