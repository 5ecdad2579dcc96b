import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react';
import { IntlProvider } from 'use-intl';
import { ownTimeZone } from '#client/ui/local-moment.ts';
import {
  initialLocale,
  type Locale,
  regionalLocale,
  rememberLocale,
  rememberOwnLocale,
} from './locale.ts';
import { type AllMessages, loadMessages, type Messages } from './messages.ts';

interface Language {
  locale: Locale;
  /** Chooses for this browser. */
  setLocale: (locale: Locale) => Promise<void>;
  /** Shows what the person signed in chose; null for nobody, or who chose none. */
  followOwn: (locale: Locale | null) => Promise<void>;
}

const LanguageContext = createContext<Language | null>(null);

interface LanguageProviderProps {
  initial: { locale: Locale; messages: Messages };
  children: ReactNode;
}

/** Words, dates and numbers in the person's language; it changes without a reload. */
export function LanguageProvider({ initial, children }: LanguageProviderProps) {
  const [{ locale, messages }, setLanguage] = useState(initial);
  const wanted = useRef(initial.locale);
  const show = useCallback(async (next: Locale) => {
    if (next === wanted.current) return;
    const before = wanted.current;
    wanted.current = next;
    try {
      // The old words stay until the new ones are here; of two choices the last one counts.
      const loaded = await loadMessages(next);
      if (wanted.current !== next) return;
      setLanguage({ locale: next, messages: loaded });
      document.documentElement.lang = next;
    } catch (error) {
      console.warn('the words of the other language could not be loaded', error);
      if (wanted.current === next) wanted.current = before;
    }
  }, []);
  const setLocale = useCallback(
    (next: Locale) => {
      rememberLocale(next);
      return show(next);
    },
    [show],
  );
  const followOwn = useCallback(
    (own: Locale | null) => {
      rememberOwnLocale(own);
      return show(initialLocale());
    },
    [show],
  );
  const language = useMemo<Language>(
    () => ({ locale, setLocale, followOwn }),
    [locale, setLocale, followOwn],
  );
  return (
    <LanguageContext value={language}>
      <IntlProvider
        // Dates and numbers as in the person's own country, where their browser says which.
        locale={regionalLocale(locale) as Locale}
        // Some pages bring the rest along.
        messages={messages as AllMessages}
        timeZone={ownTimeZone()}
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
