import { useEffect, useEffectEvent } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { isTyping } from '#client/ui/typing.ts';

/** Pictures cut out of the screen all come by this name. */
const unnamed = /^image\.(png|jpe?g|gif|webp)$/i;

/** Files that are pasted anywhere on the page; into a field only where it is meant to take them. */
export function usePaste(
  onFiles: (files: File[]) => void,
  enabled: boolean,
  { intoFields = false } = {},
): void {
  const t = useTranslations('uploads');
  const format = useFormatter();
  const named = (file: File) => {
    if (!unnamed.test(file.name)) return file;
    const ending = file.name.split('.').at(-1) ?? 'png';
    const date = format.dateTime(new Date(), { dateStyle: 'medium', timeStyle: 'medium' });
    const name = t('pasted', { date }).replaceAll(/[:/\\]/g, '.');
    return new File([file], `${name}.${ending}`, { type: file.type });
  };
  const paste = useEffectEvent((event: ClipboardEvent) => {
    if (!enabled || event.defaultPrevented) return;
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    // Words that come with their own picture, as out of a document, are pasted as words.
    const isText = event.clipboardData?.types.includes('text/plain') ?? false;
    if (isTyping(event.target) && (!intoFields || isText)) return;
    event.preventDefault();
    onFiles(files.map(named));
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => paste(event);
    document.addEventListener('paste', listener);
    return () => document.removeEventListener('paste', listener);
  }, []);
}
