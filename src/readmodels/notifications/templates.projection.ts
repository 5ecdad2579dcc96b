import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { templateEvents } from '#domain/notifications/templates/template.events.ts';
import type { Made } from '#domain/notifications/templates/template.ts';
import type { TemplateTexts } from '#domain/notifications/templates/texts.ts';
import { templateVersions } from '#drizzle/notifications.ts';
import type { Orm } from '#infra/db/database.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const templatesProjection: Projection = {
  name: 'templates',
  tables: [templateVersions],
  handlers: handlersFor<(typeof templateEvents)[number]>({
    TemplateMade: (event, orm) => {
      const { texts, notificationType: type, params } = event.data;
      return [kept(event, orm, { texts, made: { type, params } })];
    },
    TemplateChanged: (event, orm) => {
      const { texts, restoredFrom } = event.data;
      return [kept(event, orm, { texts, restoredFrom })];
    },
    TemplateReset: (event, orm) => [kept(event, orm, {})],
  }),
};

function kept(
  { data, version, metadata, occurredAt }: RecordedEvent<{ template: string }>,
  orm: Orm,
  said: { texts?: TemplateTexts; restoredFrom?: number | null; made?: Made },
) {
  return orm.insert(templateVersions).values({
    template: data.template,
    version,
    texts: said.texts ?? null,
    restoredFrom: said.restoredFrom ?? null,
    made: said.made ?? null,
    changedBy: metadata.actorId,
    changedAt: occurredAt,
  });
}
