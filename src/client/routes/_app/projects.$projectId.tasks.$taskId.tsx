import { createFileRoute } from '@tanstack/react-router';
import { useCallback } from 'react';
import { FileUpload } from '#client/features/files/uploads/file-upload.tsx';
import { TaskPanel } from '#client/features/tasks/task-panel.tsx';

export const Route = createFileRoute('/_app/projects/$projectId/tasks/$taskId')({
  component: OpenTask,
});

function OpenTask() {
  const { projectId, taskId } = Route.useParams();
  const navigate = Route.useNavigate();
  const close = useCallback(
    () =>
      void navigate({
        to: '/projects/$projectId/tasks',
        params: { projectId },
        search: (search) => search,
      }),
    [navigate, projectId],
  );
  return (
    <TaskPanel
      taskId={taskId}
      projectId={projectId}
      onClose={close}
      renderDrop={(onFiles) => (
        <FileUpload projectId={projectId} compact onUploadComplete={onFiles} />
      )}
    />
  );
}
