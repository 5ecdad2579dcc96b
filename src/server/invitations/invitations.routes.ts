/** `/api/v1/invitations/` */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { role } from '#domain/kernel/fields.ts';
import { projectRole } from '#domain/projects/project.events.ts';
import { by, requireCaller } from '../auth/require-caller.ts';
import { ownOrigin } from '../http/own-origin.ts';
import { accepted } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import { issueInvitation, newInvitation } from '../auth/issue-invitation.ts';
import { documented } from '../http/documentation/documented.ts';

const invitationInput = z.object({
  email: newInvitation.shape.email,
  /** Here, or in the project: then they are a member here. */
  role: z.union([role, projectRole]).default('member'),
  project_id: newInvitation.shape.projectId,
});

const calls = documented('People', {
  invite: {
    summary: 'Invites somebody, here or into a project',
    body: invitationInput,
    answer: { 201: z.object({ url: z.string(), expires_at: z.string() }) },
    refuses: [403, 404, 409],
  },
});

export async function invitationsRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const { settings } = services;

  // The link is a secret and kept as a hash only, so there is no answer to replay: who sends the
  // request again gets another link, and the first one runs out unused.
  app.post(
    '/invitations',
    { config: { idempotency: 'off' }, schema: calls.invite },
    async (request, reply) => {
      const caller = await requireCaller(services, request);
      const { email, role: given, project_id: projectId } = invitationInput.parse(request.body);
      const inProject = projectRole.safeParse(given).data ?? null;
      const instanceRole = role.safeParse(given).data ?? 'member';
      const { path, expiresAt } = accepted(
        await issueInvitation(services, caller, by(caller, request), {
          email,
          role: instanceRole,
          projectId,
          projectRole: inProject,
        }),
      );
      const url = ownOrigin(settings, request) + path;
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ url, expires_at: expiresAt });
    },
  );
}
