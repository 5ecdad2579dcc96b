import { useEffect, useEffectEvent } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { isTyping } from '#client/ui/typing.ts';

/** Pictures cut out of the screen all come by this name. */
const unnamed = /^image\.(png|jpe?g|gif|webp)$/i;

/** Files that are pasted anywhere on the page, but not into a field. */
export function usePaste(onFiles: (files: File[]) => void, enabled: boolean): void {
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
    if (!enabled || event.defaultPrevented || isTyping(event.target)) return;
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files.map(named));
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => paste(event);
    document.addEventListener('paste', listener);
    return () => document.removeEventListener('paste', listener);
  }, []);
}
