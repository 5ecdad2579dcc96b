import { createFileRoute } from '@tanstack/react-router';
import { FilePlus2 } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { firstData } from '#client/app/first-data.ts';
import { whenIdle } from '#client/app/when-idle.ts';
import { LatestFiles } from '#client/features/files/latest-files.tsx';
import { DropWords } from '#client/features/files/uploads/drop-words.tsx';
import { HomePage } from '#client/features/home/home-page.tsx';
import { NextMeetings } from '#client/features/meetings/next-meetings.tsx';
import { meetingsFrom } from '#client/features/meetings/use-agenda.ts';
import { DueTasks } from '#client/features/tasks/due-tasks.tsx';
import { LatestNotifications } from '#client/features/notifications/latest-notifications.tsx';

const filesShown = 12;

export const Route = createFileRoute('/_app/')({
  loader: ({ context: { services } }) =>
    firstData([
      services.utils.tasks.mine.prefetch(),
      services.utils.meetings.agenda.prefetchInfinite(meetingsFrom('ahead')),
      services.utils.files.list.prefetch({ limit: filesShown }),
    ]),
  component: Home,
});

function Home() {
  return (
    <HomePage
      drop={<Drop />}
      tasks={<DueTasks count={5} />}
      meetings={<NextMeetings count={4} />}
      notifications={<LatestNotifications count={6} />}
      files={<LatestFiles count={filesShown} />}
    />
  );
}

const FileUpload = lazy(async () => ({
  default: (await import('#client/features/files/uploads/file-upload.tsx')).FileUpload,
}));
const signsOfLife = ['pointermove', 'pointerdown', 'keydown', 'dragenter', 'focusin'] as const;

/** Dropping takes a hand: what it needs comes when there is one, and not with the first view. */
function Drop() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const want = () => setWanted(true);
    for (const sign of signsOfLife) window.addEventListener(sign, want, { once: true });
    // Under a finger there is nothing to drop, and its buttons are all that there is to it.
    if (window.matchMedia('(pointer: coarse)').matches) void whenIdle().then(want);
    return () => {
      for (const sign of signsOfLife) window.removeEventListener(sign, want);
    };
  }, []);
  const room = (
    // As high as what comes in its place: nothing moves away from under a hand.
    <div className="flex h-21.5 items-center gap-4 rounded-md border border-dashed border-line-strong px-4 max-sm:h-35 max-sm:items-start max-sm:py-4 max-sm:pointer-coarse:h-41">
      <FilePlus2 size={22} aria-hidden className="text-quiet" />
      <DropWords />
    </div>
  );
  return wanted ? (
    <Suspense fallback={room}>
      <FileUpload compact />
    </Suspense>
  ) : (
    room
  );
}
