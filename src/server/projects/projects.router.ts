import { router } from '../trpc/trpc.ts';
import { activity } from './activity.ts';
import { addMember } from './add-member.ts';
import { archive } from './archive.ts';
import { changeMemberRole } from './change-member-role.ts';
import { create } from './create.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { online } from './online.ts';
import { removeMember } from './remove-member.ts';
import { update } from './update.ts';

export const projectsRouter = router({
  list,
  get,
  create,
  update,
  archive,
  activity,
  online,
  addMember,
  changeMemberRole,
  removeMember,
});
