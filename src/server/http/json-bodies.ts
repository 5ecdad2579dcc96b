import type { FastifyInstance } from 'fastify';

/**
 * JSON and nothing else: the framework would hand plain text on as a string, of which every schema says that
 * it is no object. Some clients say JSON and send nothing, where there is nothing to send.
 */
export function takeJson(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain');
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined);
    return parse(request, String(body), done);
  });
}
