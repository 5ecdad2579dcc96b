import { createFileRoute } from '@tanstack/react-router';
import { ProjectPeople } from '#client/features/projects/project-people.tsx';

export const Route = createFileRoute('/_app/projects/$projectId/people')({ component: People });

function People() {
  const { projectId } = Route.useParams();
  return <ProjectPeople projectId={projectId} />;
}
