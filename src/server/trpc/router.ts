/** Every procedure there is, by feature. */
import { projectsRouter } from '../projects/projects.router.ts';
import { systemRouter } from '../system/system.router.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  projects: projectsRouter,
  system: systemRouter,
});

export type AppRouter = typeof appRouter;
