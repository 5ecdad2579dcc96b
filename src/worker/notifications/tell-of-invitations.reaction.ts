import { z } from 'zod';
import { id } from '#domain/kernel/fields.ts';
import { concerned, eventsOf } from '#domain/notifications/concerns/concern.ts';
import { invitationConcerns } from '#domain/notifications/concerns/people.concerns.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { actorName } from '#readmodels/people/names.query.ts';
import { tell } from './tell.ts';

/** What becomes of an invitation → whoever invited. */
export const tellOfInvitationsReaction: Reaction = {
  name: 'notifications.tell-of-invitations',
  from: 'now',
  handles: eventsOf(invitationConcerns),
  react: async (event, context) => {
    const { invitationId, invitedBy, personId, projectId, email } = change.parse(event.data);
    const actor = await actorName(context.tx, personId);
    const invitingPath = projectId === null ? '/admin/people' : `/projects/${projectId}/people`;
    await tell(event, context, {
      told: concerned(invitationConcerns, event.type, personId, { invitedBy }),
      params: (_kind, language) => ({ actor: actor[language], email }),
      link: event.type === 'InvitationMailRefused' ? invitingPath : null,
      subjectId: invitationId,
      projectId: null,
      actorId: personId,
    });
  },
};

const change = z.object({
  invitationId: id,
  invitedBy: id,
  /** Who took it: they act before they are signed in. Null where nobody did anything. */
  personId: id.nullable().default(null),
  projectId: id.nullable().default(null),
  email: z.string().default(''),
});
