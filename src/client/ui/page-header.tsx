import { ArrowLeft } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from './class-names.ts';

/** What stands at the end of every page's header (the bell). */
export const HeaderEndContext = createContext<ReactNode>(null);

interface PageHeaderProps {
  /** Where one is. */
  title: string;
  /** Where "back" leads, on pages inside another. */
  back?: ReactNode;
  /** What can be done here. */
  actions?: ReactNode;
  /** A second row: tabs or filters. */
  children?: ReactNode;
}

/** The top of a page: where one is, and what can be done here. */
export function PageHeader({ title, back, actions, children }: PageHeaderProps) {
  const end = useContext(HeaderEndContext);
  useEffect(() => {
    document.title = `${title} · EcosystIA`;
  }, [title]);
  return (
    <header className="sticky top-0 z-20 border-b print:static border-line bg-surface">
      <div className="flex min-h-13 items-center gap-2 pr-2 pl-4 md:pr-4 md:pl-6">
        {back}
        <h1
          className={classNames(
            'min-w-0 flex-1 text-title font-semibold max-sm:line-clamp-2 max-sm:text-read max-sm:leading-5 max-sm:wrap-anywhere sm:truncate',
            back !== undefined && '-ml-1',
          )}
        >
          {title}
        </h1>
        {actions}
        {end}
      </div>
      {children && <div className="px-4 md:px-6">{children}</div>}
    </header>
  );
}

/** The sign inside a link that leads up one level. */
export function BackSign() {
  const t = useTranslations('actions');
  return (
    <>
      <ArrowLeft size={18} aria-hidden />
      <span className="sr-only">{t('back')}</span>
    </>
  );
}
