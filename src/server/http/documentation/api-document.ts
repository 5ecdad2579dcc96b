/** `/api/v1/openapi.json` and the pages at `/api/docs`, made of what the routes declare. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { appVersion } from '#infra/env/version.ts';

/** Before the routes are registered: it notes each as it comes. */
export async function documentApi(app: FastifyInstance): Promise<void> {
  // What a route declares documents it. The handlers parse by the same schemas themselves, once
  // they know who calls: a stranger gets 401 whatever the body is, an unknown id 404.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'EcosystIA',
        version: appVersion,
        description:
          'JSON in snake_case; ids are opaque; times are RFC 3339 in UTC. Errors are RFC 9457 problems with a stable `code`. A write takes an `Idempotency-Key`.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          session: { type: 'apiKey', in: 'cookie', name: 'ecosystia_session' },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
    hideUntagged: true,
    transform: jsonSchemaTransform,
    transformObject: (document) => withoutInputForms(jsonSchemaTransformObject(document)),
  });
  app.addHook('onRoute', ({ method, url, schema }) => {
    if (!url.startsWith('/api/v1/') || schema?.tags || schema?.hide) return;
    throw new Error(`${String(method)} ${url} does not declare what it takes and answers`);
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    theme: { title: 'EcosystIA: REST API' },
    uiConfig: { layout: 'BaseLayout', docExpansion: 'list' },
  });
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

/** Entities are answers only: nobody sends one, so the form they would have then is left out. */
function withoutInputForms(document: ReturnType<typeof jsonSchemaTransformObject>) {
  const components = 'components' in document ? document.components : undefined;
  const schemas = Object.entries(components?.schemas ?? {});
  const answers = Object.fromEntries(schemas.filter(([name]) => !name.endsWith('Input')));
  return { ...document, components: { ...components, schemas: answers } } as typeof document;
}
