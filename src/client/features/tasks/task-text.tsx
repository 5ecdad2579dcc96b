import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Task } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { GrowingField } from '#client/ui/growing-field.tsx';
import { type Edited, useKeptEdit } from '#client/ui/use-kept-edit.ts';
import { useSaveText } from './use-save-text.ts';

interface TaskTextProps {
  task: Task;
  field: 'title' | 'description';
  readOnly: boolean;
  className?: string;
}

/**
 * A task's title or description, changed where it stands and saved on leaving it. Where somebody
 * changed it meanwhile, theirs is shown with who it was, and one's own is kept.
 */
export function TaskText({ task, field, readOnly, className }: TaskTextProps) {
  const t = useTranslations('tasks');
  const drafts = useTranslations('draft');
  const { edited, isBack, show, sending } = useKeptEdit(`task.${field}.${task.id}`);
  const { save: send, failure, forget } = useSaveText(task, field);
  const area = useRef<HTMLTextAreaElement>(null);
  const stored = task[field];
  const drop = () => {
    show(null);
    forget();
  };
  const save = async (wanted: Edited | null) => {
    if (!wanted) return;
    const text = field === 'title' ? wanted.text.trim() : wanted.text;
    if (text === stored || (field === 'title' && text === '')) drop();
    else sending(wanted)(await send({ ...wanted, text }));
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
        onChange={(text) =>
          show({
            text,
            base: edited?.base ?? stored,
          })
        }
        onBlur={() => void save(edited)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') {
            event.stopPropagation();
            drop();
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
      {isBack && failure === null && edited?.text !== stored && (
        <div role="status" className="flex flex-wrap items-center gap-x-1 text-small text-quiet">
          <p>{drafts('back')}</p>
          <Button
            tone="quiet"
            className="px-2! text-small! text-accent"
            onClick={() => void save(edited)}
          >
            {drafts('save')}
          </Button>
          <Button tone="quiet" className="px-2! text-small!" onClick={drop}>
            {drafts('discard')}
          </Button>
        </div>
      )}
      {failure !== null && (
        <div role="alert" className="flex flex-col items-start gap-2 text-small text-danger">
          <p>{failure}</p>
          {edited && stored !== edited.text && (
            <blockquote className="border-l-2 border-line pl-2 text-quiet whitespace-pre-wrap">
              {stored}
            </blockquote>
          )}
          <div className="flex gap-2">
            <Button onClick={() => void save(edited && { ...edited, base: stored })}>
              {t('keepMine')}
            </Button>
            <Button tone="quiet" onClick={drop}>
              {t('takeTheirs')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
