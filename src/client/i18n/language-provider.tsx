import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { IntlProvider } from 'use-intl';
import type { en } from './en.ts';
import { type Locale, regionalLocale, rememberLocale } from './locale.ts';
import { loadMessages, type Messages } from './messages.ts';

interface Language {
  locale: Locale;
  setLocale: (locale: Locale) => Promise<void>;
}

const LanguageContext = createContext<Language | null>(null);

interface LanguageProviderProps {
  initial: { locale: Locale; messages: Messages };
  children: ReactNode;
}

/** Words, dates and numbers in the person's language; it changes without a reload. */
export function LanguageProvider({ initial, children }: LanguageProviderProps) {
  const [{ locale, messages }, setLanguage] = useState(initial);
  const language = useMemo<Language>(
    () => ({
      locale,
      setLocale: async (next) => {
        // The old words stay until the new ones are here.
        setLanguage({ locale: next, messages: await loadMessages(next) });
        rememberLocale(next);
        document.documentElement.lang = next;
      },
    }),
    [locale],
  );
  return (
    <LanguageContext value={language}>
      <IntlProvider
        // Dates and numbers as in the person's own country, where their browser says which.
        locale={regionalLocale(locale) as Locale}
        messages={messages as typeof en}
        timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      >
        {children}
      </IntlProvider>
    </LanguageContext>
  );
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('LanguageProvider is missing above this component');
  return language;
}
