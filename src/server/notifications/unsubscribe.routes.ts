/**
 * Where "no more mail" in a mail leads: a page that asks (whatever looks links up must change
 * nothing), and the door for one click, RFC 8058, which is any POST with the mail's own token.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { id } from '#domain/kernel/fields.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import { personOfToken } from '#infra/mail/unsubscribe-token.ts';
import { languageOf } from '../http/language.ts';
import { accepted, RefusalError } from '../http/refusal-error.ts';
import type { Services } from '../services.ts';
import { changePreferences } from './preferences.ts';

const query = z.object({ token: z.string().max(200) });

const sentences = {
  en: {
    title: 'No more mail from EcosystIA?',
    hint: 'Your notifications stay in your inbox. You can turn mail on again in your settings.',
    confirm: 'No more mail',
    done: 'No more mail will come.',
  },
  fr: {
    title: 'Plus de courriels d’EcosystIA\u202f?',
    hint: 'Vos notifications restent dans votre boîte. Vous pourrez réactiver les courriels dans vos réglages.',
    confirm: 'Plus de courriels',
    done: 'Vous ne recevrez plus de courriels.',
  },
} as const;

export async function unsubscribeRoutes(app: FastifyInstance, services: Services): Promise<void> {
  const personOf = (asked: unknown): string => {
    const personId = personOfToken(services.signingKeys.mail, query.parse(asked).token);
    if (personId === null || !id.safeParse(personId).success) {
      throw new RefusalError({ code: 'request.not_found' });
    }
    return personId;
  };

  // Mail programs send a form; what is in it says nothing more than that it is one click.
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 1_024 },
    (_request, _body, done) => done(null, undefined),
  );

  app.get('/notifications/unsubscribe', { schema: { hide: true } }, async (request, reply) => {
    personOf(request.query);
    const language = languageOf(request.headers['accept-language']);
    const { title, hint, confirm } = sentences[language];
    const form = `<p>${hint}</p><form method="post"><button>${confirm}</button></form>`;
    return reply.type('text/html; charset=utf-8').send(page(language, title, form));
  });

  app.post('/notifications/unsubscribe', { schema: { hide: true } }, async (request, reply) => {
    const personId = personOf(request.query);
    const metadata = { actorId: personId, requestId: request.id };
    const change = { channels: { mail: false } };
    accepted(await changePreferences(services.platform, metadata, { personId, change }));
    const language = languageOf(request.headers['accept-language']);
    const { done, hint } = sentences[language];
    return reply.type('text/html; charset=utf-8').send(page(language, done, `<p>${hint}</p>`));
  });
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`;
}
