import { Copy } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useKeptText } from '#client/ui/use-kept-text.ts';

/** What was typed and can no longer be sent here: it is not lost, one may take it along. */
export function UnsentDraft({ draftKey }: { draftKey: string }) {
  const t = useTranslations('room');
  const actions = useTranslations('actions');
  const toast = useToast();
  const [text] = useKeptText(draftKey);
  if (text === '') return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast(actions('copied'));
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-list">{t('draftKept')}</p>
      <blockquote className="border-l-2 border-line pl-3 text-read whitespace-pre-wrap wrap-anywhere">
        {text}
      </blockquote>
      <Button onClick={() => void copy()}>
        <Copy size={16} aria-hidden />
        {actions('copy')}
      </Button>
    </div>
  );
}
