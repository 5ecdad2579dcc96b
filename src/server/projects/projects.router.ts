import { router } from '../trpc/trpc.ts';
import { addMember } from './add-member.ts';
import { create } from './create.ts';
import { get } from './get.ts';
import { list } from './list.ts';

export const projectsRouter = router({ list, get, create, addMember });
