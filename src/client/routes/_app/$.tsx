import { createFileRoute } from '@tanstack/react-router';
import { NotFoundPage } from '#client/features/shell/not-found-page.tsx';

/** Whatever no other page takes, inside the frame. */
export const Route = createFileRoute('/_app/$')({ component: NotFoundPage });
