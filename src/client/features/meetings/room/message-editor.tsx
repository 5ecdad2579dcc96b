import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { GrowingField } from '#client/ui/growing-field.tsx';

interface MessageEditorProps {
  text: string;
  onSave: (text: string) => Promise<void>;
  onClose: () => void;
}

/** A message being changed in its place: Enter saves, Esc leaves it as it was. */
export function MessageEditor({ text, onSave, onClose }: MessageEditorProps) {
  const t = useTranslations('room');
  const actions = useTranslations('actions');
  const failureText = useFailureText();
  const [value, setValue] = useState(text);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, [text.length]);
  const save = async () => {
    const next = value.trim();
    if (next === '' || saving) return;
    if (next === text) {
      onClose();
      return;
    }
    setSaving(true);
    try {
      await onSave(next);
      onClose();
    } catch (error) {
      setFailure(failureText(error));
      setSaving(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
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
        onChange={setValue}
        onKeyDown={onKeyDown}
      />
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
        <Button tone="quiet" onClick={onClose}>
          {actions('cancel')}
        </Button>
      </div>
    </div>
  );
}
