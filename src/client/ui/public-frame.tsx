import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from '#client/i18n/language-provider.tsx';
import { locales } from '#client/i18n/locale.ts';
import { Wordmark } from '#client/ui/wordmark.tsx';

interface PublicFrameProps {
  title: string;
  children: ReactNode;
}

/** A page for somebody who is not in: one column, one question, the language within reach. */
export function PublicFrame({ title, children }: PublicFrameProps) {
  const t = useTranslations('language');
  const { locale, setLocale, followOwn } = useLanguage();
  useEffect(() => void followOwn(null), [followOwn]);
  useEffect(() => {
    document.title = `${title} · EcosystIA`;
  }, [title]);
  return (
    <div className="flex min-h-full flex-col px-6 py-6 md:px-10">
      <header>
        <Wordmark />
      </header>
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-6 pt-8 pb-24">
        {children}
      </main>
      <footer className="flex gap-4">
        {locales.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-pressed={one === locale}
            onClick={() => void setLocale(one)}
            className="target text-list text-quiet hover:text-text aria-pressed:font-semibold aria-pressed:text-text"
          >
            {t(one)}
          </button>
        ))}
      </footer>
    </div>
  );
}
