import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import type { Services } from '#client/app/services.ts';

export const Route = createRootRouteWithContext<{ services: Services }>()({
  component: Outlet,
});
