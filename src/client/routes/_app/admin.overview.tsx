import { createFileRoute } from '@tanstack/react-router';
import { OverviewPage } from '#client/features/system/overview-page.tsx';

export const Route = createFileRoute('/_app/admin/overview')({ component: OverviewPage });
