import { router } from '../../trpc/trpc.ts';
import { create } from './create.ts';
import { list } from './list.ts';
import { look } from './look.ts';
import { revoke } from './revoke.ts';
import { take } from './take.ts';

export const sharesRouter = router({ create, list, look, revoke, take });
