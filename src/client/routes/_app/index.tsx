import { createFileRoute } from '@tanstack/react-router';
import { FileUpload } from '#client/features/files/uploads/file-upload.tsx';
import { LatestFiles } from '#client/features/files/latest-files.tsx';
import { HomePage } from '#client/features/home/home-page.tsx';
import { NextMeetings } from '#client/features/meetings/next-meetings.tsx';
import { DueTasks } from '#client/features/tasks/due-tasks.tsx';
import { LatestNotifications } from '#client/features/notifications/latest-notifications.tsx';

export const Route = createFileRoute('/_app/')({ component: Home });

function Home() {
  return (
    <HomePage
      drop={<FileUpload compact />}
      tasks={<DueTasks count={5} />}
      meetings={<NextMeetings count={4} />}
      notifications={<LatestNotifications count={6} />}
      files={<LatestFiles count={12} />}
    />
  );
}
