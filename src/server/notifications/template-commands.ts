/** What administrators do to templates. */
import { z } from 'zod';
import type { EventMetadata, RecordedEvent } from '#domain/kernel/event.ts';
import type { Result } from '#domain/kernel/result.ts';
import {
  type TemplateCommand,
  templateDecider,
} from '#domain/notifications/templates/template.decider.ts';
import { templateTexts } from '#domain/notifications/templates/texts.ts';
import type { Platform } from '#infra/platform.ts';
import type { TemplateVersionEntity } from '#readmodels/notifications/templates.query.ts';
import { namesOf } from '#readmodels/people/names.query.ts';
import { commitAnswered } from '../commit.ts';

/** What the events say that give a template words; the one that takes them away says none. */
const saying = z.object({
  texts: templateTexts,
  restoredFrom: z.int().nullable().default(null),
});

/** Answers with the version that is there then; so does the refusal of a stale one. */
export function changeTemplate(
  platform: Platform,
  metadata: EventMetadata,
  command: TemplateCommand,
): Promise<Result<TemplateVersionEntity>> {
  const { template } = command;
  return commitAnswered(platform, metadata, {
    decider: templateDecider,
    id: template,
    command,
    entity: async (events, { tx }) => {
      // It was changed before, or is now.
      const last = events.at(-1) as RecordedEvent;
      const said = saying.safeParse(last.data).data;
      const { actorId } = last.metadata;
      const [changedBy] = actorId ? await namesOf(tx, [actorId]) : [];
      return {
        template,
        version: last.version,
        texts: said?.texts ?? null,
        restored_from: said?.restoredFrom ?? null,
        changed_by: changedBy ?? null,
        changed_at: last.occurredAt,
      };
    },
  });
}
