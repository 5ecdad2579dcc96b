import { type ReactNode, Suspense, use, useDeferredValue, useMemo } from 'react';
import { IntlProvider, useLocale, useMessages } from 'use-intl';
import { useLanguage } from './language-provider.tsx';
import type { Locale } from './locale.ts';
import { type AdminMessages, loadAdminMessages } from './messages.ts';

/** The words of administration, of settings and of adding people: no first visit has to load them. */
export function AdminWords({ children }: { children: ReactNode }) {
  const { locale } = useLanguage();
  // Of another language the old words stay until the new ones are here.
  const shown = useDeferredValue(locale);
  return (
    <Suspense>
      <Loaded locale={shown}>{children}</Loaded>
    </Suspense>
  );
}

function Loaded({ locale, children }: { locale: Locale; children: ReactNode }) {
  const common = useMessages();
  const own = use(wordsOf(locale));
  const messages = useMemo(() => ({ ...common, ...own }), [common, own]);
  return (
    <IntlProvider locale={useLocale()} messages={messages as typeof common}>
      {children}
    </IntlProvider>
  );
}

const loading = new Map<Locale, Promise<AdminMessages>>();

function wordsOf(locale: Locale): Promise<AdminMessages> {
  const known = loading.get(locale);
  if (known) return known;
  const asked = loadAdminMessages(locale);
  loading.set(locale, asked);
  // Whoever tries again asks again.
  asked.catch(() => loading.delete(locale));
  return asked;
}
