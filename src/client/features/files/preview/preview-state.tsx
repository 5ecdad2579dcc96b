import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Loaded } from '#client/ui/loaded.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';

interface PreviewStateProps<Content> {
  content: UseQueryResult<Content>;
  children: (content: Content) => ReactNode;
}

/** What is to be shown, or why it is not there. */
export function PreviewState<Content>({ content, children }: PreviewStateProps<Content>) {
  const t = useTranslations('files.preview');
  return (
    <Loaded
      query={content}
      what={t('notLoaded')}
      skeleton={
        <div role="status" aria-label={t('loading')} className="flex flex-1 flex-col gap-3 p-6">
          {Array.from({ length: 8 }, (_, line) => (
            <Skeleton key={line} className={line % 3 === 2 ? 'h-3 w-1/2' : 'h-3 w-4/5'} />
          ))}
        </div>
      }
    >
      {children}
    </Loaded>
  );
}
