import { createFileRoute } from '@tanstack/react-router';
import { FileStatsPage } from '#client/features/files/stats/file-stats-page.tsx';

export const Route = createFileRoute('/_app/admin/storage')({ component: FileStatsPage });
