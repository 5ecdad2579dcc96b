import { eventDefinitions } from '#domain/registry.ts';
import { feed } from '#drizzle/readmodels.ts';
import type { Projection } from '#infra/projections/projection.ts';

/** Files each event under the topics it concerns, for subscriptions that resume. */
export const feedProjection: Projection = {
  name: 'feed',
  tables: [feed],
  handlers: {},
  every: (event, orm) => {
    const topics = new Set(eventDefinitions.get(event.type)?.topics(event.data));
    if (topics.size === 0) return [];
    return [
      orm.insert(feed).values([...topics].map((topic) => ({ topic, position: event.position }))),
    ];
  },
};
