import { router } from '../trpc/trpc.ts';
import { find } from './find.ts';

export const searchRouter = router({ find });
