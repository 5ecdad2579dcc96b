import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { statusOf } from '#client/api/problem.ts';
import { trpc } from '#client/api/trpc.ts';
import type { Task } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { GrowingField } from '#client/ui/growing-field.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useShowTasks } from './use-board.ts';

interface TaskTextProps {
  task: Task;
  field: 'title' | 'description';
  readOnly: boolean;
  className?: string;
}

/**
 * A task's title or description, changed where it stands and saved on leaving it. It is sent with
 * the version it was made from: where somebody was quicker, theirs is shown and one's own kept.
 */
export function TaskText({ task, field, readOnly, className }: TaskTextProps) {
  const t = useTranslations('tasks');
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const show = useShowTasks(task.project_id);
  const update = trpc.tasks.update.useMutation();
  const [edited, setEdited] = useState<{ text: string; version: number } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const stored = task[field];
  const save = async (version: number) => {
    if (!edited) return;
    const text = field === 'title' ? edited.text.trim() : edited.text;
    if (text === stored || (field === 'title' && text === '')) {
      setEdited(null);
      setFailure(null);
      return;
    }
    try {
      show.changed([await update.mutateAsync({ taskId: task.id, version, [field]: text })]);
      setEdited(null);
      setFailure(null);
    } catch (error) {
      setFailure(statusOf(error) === 409 ? t('conflict') : failureText(error));
      void utils.tasks.get.invalidate({ taskId: task.id });
    }
  };
  if (readOnly) {
    if (stored === '') return null;
    return (
      <p className={classNames('whitespace-pre-wrap wrap-anywhere', className ?? 'text-read')}>
        {stored}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-1">
      <GrowingField
        ref={area}
        label={t(field)}
        placeholder={t(`${field}Placeholder`)}
        value={edited?.text ?? stored}
        onChange={(text) => setEdited({ text, version: edited?.version ?? task.version })}
        onBlur={() => void save(edited?.version ?? task.version)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') {
            event.stopPropagation();
            setEdited(null);
            setFailure(null);
            // After the text is back: leaving the field saves nothing then.
            requestAnimationFrame(() => area.current?.blur());
          }
          if (event.key === 'Enter' && (field === 'title' || event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            area.current?.blur();
          }
        }}
        className={classNames(
          '-mx-2 !w-[calc(100%+1rem)] border-transparent! bg-transparent! px-2! hover:border-line! focus:border-line-strong! focus:bg-raised!',
          className,
        )}
      />
      {failure !== null && (
        <div role="alert" className="flex flex-col items-start gap-2 text-small text-danger">
          <p>{failure}</p>
          {edited && stored !== edited.text && (
            <blockquote className="border-l-2 border-line pl-2 text-quiet whitespace-pre-wrap">
              {stored}
            </blockquote>
          )}
          <div className="flex gap-2">
            <Button onClick={() => void save(task.version)}>{t('keepMine')}</Button>
            <Button
              tone="quiet"
              onClick={() => {
                setEdited(null);
                setFailure(null);
              }}
            >
              {t('takeTheirs')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
