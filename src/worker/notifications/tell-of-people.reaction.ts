import { z } from 'zod';
import { id } from '#domain/kernel/fields.ts';
import { concerned, eventsOf } from '#domain/notifications/concerns/concern.ts';
import { peopleConcerns } from '#domain/notifications/concerns/people.concerns.ts';
import { roleName } from '#domain/people/role-names.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { actorName } from '#readmodels/people/names.query.ts';
import { projectNews } from '#readmodels/projects/project-news.query.ts';
import { tell } from './tell.ts';

/** What becomes of people, here and in projects → themselves. */
export const tellOfPeopleReaction: Reaction = {
  name: 'notifications.tell-of-people',
  from: 'now',
  handles: eventsOf(peopleConcerns),
  react: async (event, context) => {
    const { personId, projectId = null, role } = change.parse(event.data);
    const { actorId } = event.metadata;
    const told = concerned(peopleConcerns, event.type, actorId, { personId });
    if (told.size === 0) return;
    const project = projectId === null ? null : await projectNews(context.tx, projectId);
    if (projectId !== null && !project) return;
    const actor = await actorName(context.tx, actorId);
    const isGone = event.type === 'ProjectMemberRemoved' || projectId === null;
    await tell(event, context, {
      told,
      params: (_kind, language) => ({
        actor: actor[language],
        project: project?.name ?? '',
        role: role === undefined ? '' : roleName(role, language),
      }),
      link: isGone ? null : `/projects/${projectId}`,
      subjectId: projectId ?? personId,
      projectId,
      actorId,
    });
  },
};

const change = z.object({
  personId: id,
  projectId: id.optional(),
  role: z.enum(['admin', 'member', 'owner', 'editor', 'viewer']).optional(),
});
