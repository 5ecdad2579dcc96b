import { sql } from 'drizzle-orm';
import { eventDefinitions } from '#domain/registry.ts';
import { feed } from '#drizzle/readmodels.ts';
import type { Projection } from '#infra/projections/projection.ts';

/** Files each event under the topics it concerns, for subscriptions that resume. */
export const feedProjection: Projection = {
  name: 'feed',
  tables: [feed],
  handlers: {},
  /** One statement, as a row for each topic of each event is half of what all read models write. */
  batch: (events, orm) => {
    const rows = events.flatMap((event) => {
      const topics = new Set(eventDefinitions.get(event.type)?.topics(event.data));
      return [...topics].map((topic) => ({ topic, position: event.position }));
    });
    if (rows.length === 0) return [];
    const topics = sql.param(rows.map(({ topic }) => topic));
    const positions = sql.param(rows.map(({ position }) => position));
    return [
      orm.insert(feed).select(sql`select * from unnest(${topics}::text[], ${positions}::bigint[])`),
    ];
  },
};
