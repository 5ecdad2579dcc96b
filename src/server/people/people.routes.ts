/** `/api/v1/users/` */
import type { FastifyInstance } from 'fastify';
import { peopleFor } from '#readmodels/people/people.query.ts';
import { requireCaller } from '../auth/require-caller.ts';
import type { Services } from '../services.ts';
import { peoplePage } from './people-page.ts';

export async function peopleRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get('/users', async (request) => {
    const caller = await requireCaller(services, request);
    return peopleFor(services.platform.database, caller, peoplePage.parse(request.query));
  });
}
