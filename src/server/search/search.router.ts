import { router } from '../trpc/trpc.ts';
import { find } from './find.ts';
import { tasks } from './tasks.ts';

export const searchRouter = router({ find, tasks });
