import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Button } from '#client/ui/button.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { isTyping } from '#client/ui/typing.ts';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useKeptText } from '#client/ui/use-kept-text.ts';

const maxLength = 300;

/** One line, one task: Enter adds it and the field is free for the next. `c` leads here. */
export function QuickAdd({ projectId }: { projectId: string }) {
  const t = useTranslations('tasks');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const [title, setTitle] = useKeptText(`ecosystia.new-task.${projectId}`);
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
  const add = async () => {
    const wanted = title.trim();
    if (wanted === '') return;
    // Free for the next one at once; back in the field where it could not be stored.
    setTitle('');
    try {
      await create.mutateAsync({ projectId, title: wanted });
      await utils.tasks.list.invalidate({ projectId });
    } catch (error) {
      setTitle(wanted);
      toast(failureText(error), 'error');
    }
  };
  return (
    <form
      className="flex items-center gap-1 border-b border-line pr-2 pl-3 md:pr-4 md:pl-5 focus-within:bg-raised"
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
        placeholder={t('newTask')}
        autoComplete="off"
        maxLength={maxLength}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className="h-11 min-w-0 flex-1 bg-transparent text-list outline-none placeholder:text-quiet"
      />
      {title.trim() !== '' && (
        <Button type="submit" tone="quiet">
          {t('add')}
        </Button>
      )}
    </form>
  );
}
