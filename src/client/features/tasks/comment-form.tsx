import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Person } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { MentionField } from '#client/ui/mention-field.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

interface CommentFormProps {
  people: readonly Person[];
  text: string;
  onText: (text: string) => void;
  /** Rejects where the server did not take it: then it stays, with what was said. */
  onSend: (text: string) => Promise<void>;
  /** Of a comment that is changed. */
  onCancel?: () => void;
}

/** Where something is said of a task, or said otherwise. */
export function CommentForm({ people, text, onText, onSend, onCancel }: CommentFormProps) {
  const t = useTranslations('tasks');
  const actions = useTranslations('actions');
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const isChange = onCancel !== undefined;
  useEffect(() => {
    if (!isChange) return;
    // Who asked to say it otherwise writes at once, at the end of what is there.
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [isChange]);
  const send = async () => {
    const wanted = text.trim();
    if (wanted === '' || busy) return;
    // Of what is new several may be on their way.
    setBusy(isChange);
    try {
      await onSend(wanted);
      setFailure(null);
    } catch (error) {
      setFailure(failureText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="flex flex-col items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <MentionField
        label={isChange ? t('editComment') : t('comment')}
        placeholder={t('commentPlaceholder')}
        value={text}
        onChange={onText}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void send();
          }
          if (event.key === 'Escape' && onCancel) {
            // The panel around it stays open.
            event.stopPropagation();
            onCancel();
          }
        }}
        people={people}
        ref={field}
      />
      {failure !== null && (
        <p role="alert" className="text-small text-danger">
          {failure}
        </p>
      )}
      {(isChange || text.trim() !== '') && (
        <div className="flex gap-2">
          <Button type="submit" busy={busy} disabled={text.trim() === ''}>
            {isChange ? t('saveComment') : t('sendComment')}
          </Button>
          {isChange && (
            <Button tone="quiet" onClick={onCancel}>
              {actions('cancel')}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
