/** `/api/v1/users/`, and what one may change of oneself. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { language } from '#domain/kernel/fields.ts';
import { languageOfPerson } from '#readmodels/people/language.query.ts';
import { peopleFor, userSchema } from '#readmodels/people/people.query.ts';
import { sharesTyping } from '#readmodels/people/typing.query.ts';
import { by, requireCaller } from '../auth/require-caller.ts';
import { viewerOf } from '../auth/viewer.ts';
import { accepted } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import { chooseLanguage } from './choose-language.ts';
import { peoplePage } from './people-page.ts';
import { shareTyping } from './share-typing.ts';
import { documented, pageOf } from '../http/documentation/documented.ts';

const change = z.strictObject({ share_typing: z.boolean() });
const chosen = z.strictObject({ language });

const calls = documented('People', {
  list: {
    summary: 'The people one may see',
    query: peoplePage,
    answer: pageOf(userSchema),
  },
  typing: {
    summary: 'Whether others see that one types',
    answer: change,
  },
  shareTyping: {
    summary: 'Lets others see that one types, or not',
    body: change,
    answer: change,
  },
  language: {
    summary: 'What one is told things in',
    answer: chosen,
  },
  chooseLanguage: {
    summary: 'Chooses what one is told things in, by mail and push too',
    body: chosen,
    answer: chosen,
  },
});

export async function peopleRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/users', { schema: calls.list }, async (request) => {
    const caller = await requireCaller(services, request);
    return peopleFor(services.platform.database, viewerOf(caller), peoplePage.parse(request.query));
  });

  app.get('/auth/me/typing', { schema: calls.typing }, async (request) => {
    const { personId } = await requireCaller(services, request);
    return { share_typing: await sharesTyping(services.platform.database, personId) };
  });

  app.patch('/auth/me/typing', { schema: calls.shareTyping }, async (request) => {
    const caller = await requireCaller(services, request);
    const { personId } = caller;
    const { share_typing: shared } = change.parse(request.body);
    accepted(await shareTyping(services.platform, by(caller, request), { personId, shared }));
    return { share_typing: shared };
  });

  app.get('/auth/me/language', { schema: calls.language }, async (request) => {
    const { personId } = await requireCaller(services, request);
    const { language: own } = await languageOfPerson(services.platform.database, personId);
    return { language: own };
  });

  app.patch('/auth/me/language', { schema: calls.chooseLanguage }, async (request) => {
    const caller = await requireCaller(services, request);
    const choice = { personId: caller.personId, ...chosen.parse(request.body) };
    accepted(await chooseLanguage(services.platform, by(caller, request), choice));
    return { language: choice.language };
  });
}
