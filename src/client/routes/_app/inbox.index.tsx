import { createFileRoute } from '@tanstack/react-router';
import { ChooseHint } from '#client/features/notifications/choose-hint.tsx';

export const Route = createFileRoute('/_app/inbox/')({ component: ChooseHint });
