import type { ReactNode } from 'react';
import { ProjectHeader } from './project-header.tsx';

interface ProjectHomeProps {
  projectId: string;
  tasks: ReactNode;
  people: ReactNode;
  activity: ReactNode;
  meetings: ReactNode;
  files: ReactNode;
}

/** A project at a glance: what presses, who is here, what moved. */
export function ProjectHome(props: ProjectHomeProps) {
  const { projectId, tasks, people, activity, meetings, files } = props;
  return (
    <>
      <ProjectHeader projectId={projectId} />
      <div className="flush grid w-full max-w-6xl gap-x-12 gap-y-8 px-4 py-6 md:px-6 lg:grid-cols-[6fr_5fr]">
        <div className="flex min-w-0 flex-col gap-8">
          {tasks}
          {activity}
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          {people}
          {meetings}
          {files}
        </div>
      </div>
    </>
  );
}
