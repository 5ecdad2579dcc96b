import type { ReactNode } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { usePerson } from '#client/app/person.ts';
import { PageHeader } from '#client/ui/page-header.tsx';

interface HomePageProps {
  drop: ReactNode;
  tasks: ReactNode;
  meetings: ReactNode;
  notifications: ReactNode;
  files: ReactNode;
}

/** What moved, and a place to drop the next thing. */
export function HomePage({ drop, tasks, meetings, notifications, files }: HomePageProps) {
  const t = useTranslations('home');
  const places = useTranslations('places');
  const format = useFormatter();
  const now = useNow();
  const person = usePerson();
  const hour = now.getHours();
  // The first word is what most people are called by; a name of one word stays whole.
  const name = person.name.split(' ')[0] ?? person.name;
  const greeting = hour < 18 ? t('hello', { name }) : t('evening', { name });
  return (
    <>
      <PageHeader title={places('home')} />
      <div className="flush flex w-full max-w-6xl flex-col gap-6 px-4 py-5 md:px-6 md:py-6">
        <div>
          <p className="text-list text-quiet first-letter:uppercase">
            {format.dateTime(now, { weekday: 'long', day: 'numeric', month: 'long' })}
          </p>
          <h2 className="text-display font-semibold">{greeting}</h2>
        </div>
        {tasks}
        {meetings}
        {drop}
        <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[5fr_6fr]">
          {notifications}
          {files}
        </div>
      </div>
    </>
  );
}
