import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { GrowingField } from '#client/ui/growing-field.tsx';
import { useKeptEdit } from '#client/ui/use-kept-edit.ts';

interface MessageEditorProps {
  messageId: string;
  text: string;
  /** Why it was not taken when it was saved before. */
  failure: string | undefined;
  /** `settle` is told whether it is stored, or kept elsewhere. */
  onSave: (text: string, settle: (isStored: boolean) => void) => void;
  onClose: () => void;
}

/**
 * A message being changed in its place: Enter saves, Esc leaves it as it was. What was typed when the
 * page went is there when it is changed again.
 */
export function MessageEditor(props: MessageEditorProps) {
  const { messageId, text, failure, onSave, onClose } = props;
  const t = useTranslations('room');
  const actions = useTranslations('actions');
  const drafts = useTranslations('draft');
  const { edited, isBack, show, sending } = useKeptEdit(`message.${messageId}`);
  const value = edited?.text ?? text;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);
  const giveUp = () => {
    show(null);
    onClose();
  };
  const save = () => {
    const next = value.trim();
    if (next === '') return;
    if (!edited || next === text) giveUp();
    else onSave(next, sending(edited));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      giveUp();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  };
  return (
    <div className="flex flex-col gap-2 py-1">
      <GrowingField
        ref={field}
        label={t('editLabel')}
        value={value}
        onChange={(typed) => show({ text: typed, base: text })}
        onKeyDown={onKeyDown}
      />
      {isBack && failure === undefined && (
        <p role="status" className="text-small text-quiet">
          {drafts('back')}
        </p>
      )}
      {failure !== undefined && (
        <p role="alert" className="text-small text-danger">
          {failure}
        </p>
      )}
      <div className="flex gap-2">
        <Button tone="primary" disabled={value.trim() === ''} onClick={save}>
          {t('saveEdit')}
        </Button>
        <Button tone="quiet" onClick={giveUp}>
          {actions('cancel')}
        </Button>
      </div>
    </div>
  );
}
