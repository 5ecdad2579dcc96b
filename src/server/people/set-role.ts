import { z } from 'zod';
import { givenId, role } from '#domain/kernel/fields.ts';
import { commit } from '../commit.ts';
import { accepted } from '../http/refusal-error.ts';
import { adminProcedure, metadataOf } from '../trpc/trpc.ts';
import { changeRole } from './change-role.ts';

export const setRole = adminProcedure
  .input(z.object({ personId: givenId, role }))
  .mutation(async ({ ctx, input }) => {
    const { platform } = ctx.services;
    accepted(
      await commit(platform, metadataOf(ctx), (unit) =>
        changeRole(platform, unit, input.personId, input.role),
      ),
    );
  });
