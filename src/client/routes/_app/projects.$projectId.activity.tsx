import { createFileRoute } from '@tanstack/react-router';
import { ActivityPage } from '#client/features/activity/activity-page.tsx';
import { ProjectHeader } from '#client/features/projects/project-header.tsx';

export const Route = createFileRoute('/_app/projects/$projectId/activity')({
  component: ProjectActivity,
});

function ProjectActivity() {
  const { projectId } = Route.useParams();
  return <ActivityPage projectId={projectId} header={<ProjectHeader projectId={projectId} />} />;
}
