import { createFileRoute } from '@tanstack/react-router';
import { LatestActivity } from '#client/features/activity/latest-activity.tsx';
import { LatestFiles } from '#client/features/files/latest-files.tsx';
import { NextMeetings } from '#client/features/meetings/next-meetings.tsx';
import { PeopleOnline } from '#client/features/projects/people-online.tsx';
import { ProjectHome } from '#client/features/projects/project-home.tsx';
import { ProjectTasks } from '#client/features/tasks/pressing-tasks.tsx';

export const Route = createFileRoute('/_app/projects/$projectId/')({ component: Home });

function Home() {
  const { projectId } = Route.useParams();
  return (
    <ProjectHome
      projectId={projectId}
      tasks={<ProjectTasks projectId={projectId} count={5} />}
      people={<PeopleOnline projectId={projectId} />}
      activity={<LatestActivity projectId={projectId} count={12} />}
      meetings={<NextMeetings count={3} projectId={projectId} />}
      files={<LatestFiles count={8} projectId={projectId} />}
    />
  );
}
