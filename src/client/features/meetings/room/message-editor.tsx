import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { isKeptAside } from '#client/offline/write-queue.ts';
import { GrowingField } from '#client/ui/growing-field.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useKeptEdit } from '#client/ui/use-kept-edit.ts';

interface MessageEditorProps {
  messageId: string;
  text: string;
  onSave: (text: string) => Promise<void>;
  onClose: () => void;
}

/**
 * A message being changed in its place: Enter saves, Esc leaves it as it was. What was typed when the
 * page went is there when it is changed again.
 */
export function MessageEditor({ messageId, text, onSave, onClose }: MessageEditorProps) {
  const t = useTranslations('room');
  const actions = useTranslations('actions');
  const drafts = useTranslations('draft');
  const failureText = useFailureText();
  const { edited, isBack, show, sending } = useKeptEdit(`message.${messageId}`);
  const value = edited?.text ?? text;
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);
  const giveUp = () => {
    show(null);
    onClose();
  };
  const save = async () => {
    const next = value.trim();
    if (next === '' || saving) return;
    if (!edited || next === text) return giveUp();
    setSaving(true);
    const settle = sending(edited);
    try {
      await onSave(next);
      settle(true);
      onClose();
    } catch (error) {
      // What is kept aside stands among what could not be stored.
      settle(isKeptAside(error));
      if (isKeptAside(error)) return onClose();
      setFailure(failureText(error));
      setSaving(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      giveUp();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void save();
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
      {isBack && (
        <p role="status" className="text-small text-quiet">
          {drafts('back')}
        </p>
      )}
      {failure !== null && (
        <p role="alert" className="text-small text-danger">
          {failure}
        </p>
      )}
      <div className="flex gap-2">
        <Button
          tone="primary"
          busy={saving}
          disabled={value.trim() === ''}
          onClick={() => void save()}
        >
          {t('saveEdit')}
        </Button>
        <Button tone="quiet" onClick={giveUp}>
          {actions('cancel')}
        </Button>
      </div>
    </div>
  );
}
