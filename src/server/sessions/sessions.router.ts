import { router } from '../trpc/trpc.ts';
import { end } from './end.ts';
import { list } from './list.ts';

export const sessionsRouter = router({ list, end });
