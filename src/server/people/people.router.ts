import { router } from '../trpc/trpc.ts';
import { list } from './list.ts';
import { rename } from './rename.ts';
import { setRole } from './set-role.ts';
import { setTyping, typing } from './typing.ts';

export const peopleRouter = router({ list, rename, setRole, setTyping, typing });
