import { router } from '../trpc/trpc.ts';
import { get } from './get.ts';
import { list } from './list.ts';

export const filesRouter = router({ get, list });
