import { type ReactNode, Suspense, use, useDeferredValue, useMemo } from 'react';
import { IntlProvider, useLocale, useMessages } from 'use-intl';
import { useLanguage } from './language-provider.tsx';
import type { Locale } from './locale.ts';
import type { PageWords } from './page-words.ts';

interface MoreWordsProps {
  of: PageWords;
  children: ReactNode;
}

/** A page, or a part of one, that brings words of its own along. */
export function MoreWords({ of: words, children }: MoreWordsProps) {
  const { locale } = useLanguage();
  // Of another language the old words stay until the new ones are here.
  const shown = useDeferredValue(locale);
  return (
    <Suspense>
      <WithWords words={words} locale={shown}>
        {children}
      </WithWords>
    </Suspense>
  );
}

interface WithWordsProps {
  words: PageWords;
  locale: Locale;
  children: ReactNode;
}

function WithWords({ words, locale, children }: WithWordsProps) {
  const common = useMessages();
  const own = words.known(locale) ?? use(words.load(locale));
  const messages = useMemo(() => ({ ...common, ...own }), [common, own]);
  return (
    <IntlProvider locale={useLocale()} messages={messages}>
      {children}
    </IntlProvider>
  );
}
