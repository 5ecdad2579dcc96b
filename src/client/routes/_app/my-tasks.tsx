import { createFileRoute } from '@tanstack/react-router';
import { MyTasksPage } from '#client/features/tasks/my-tasks-page.tsx';

export const Route = createFileRoute('/_app/my-tasks')({ component: MyTasksPage });
