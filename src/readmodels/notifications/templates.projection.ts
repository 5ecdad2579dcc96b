import type { RecordedEvent } from '#domain/kernel/event.ts';
import type { templateEvents } from '#domain/notifications/templates/template.events.ts';
import type { TemplateTexts } from '#domain/notifications/templates/texts.ts';
import { templateVersions } from '#drizzle/readmodels.ts';
import type { Orm } from '#infra/db/database.ts';
import { handlersFor, type Projection } from '#infra/projections/projection.ts';

export const templatesProjection: Projection = {
  name: 'templates',
  tables: [templateVersions],
  handlers: handlersFor<(typeof templateEvents)[number]>({
    TemplateChanged: (event, orm) => {
      const { texts, restoredFrom } = event.data;
      return [kept(event, orm, texts, restoredFrom)];
    },
    TemplateReset: (event, orm) => [kept(event, orm, null, null)],
  }),
};

function kept(
  { data, version, metadata, occurredAt }: RecordedEvent<{ template: string }>,
  orm: Orm,
  texts: TemplateTexts | null,
  restoredFrom: number | null,
) {
  return orm.insert(templateVersions).values({
    template: data.template,
    version,
    texts,
    restoredFrom,
    changedBy: metadata.actorId,
    changedAt: occurredAt,
  });
}
