import { TemplateChanged, TemplateReset } from '#domain/notifications/templates/template.events.ts';
import { templateDecider } from '#domain/notifications/templates/template.decider.ts';
import { alertDecider } from '#domain/system/alert.decider.ts';
import { type AlertEvent, AlertRaised, AlertResolved } from '#domain/system/alert.events.ts';
import { templateAlertId } from '#domain/system/template-alert.ts';
import { readStream } from '#infra/log/read.ts';
import type { Reaction, ReactionContext } from '#infra/reactions/reaction.ts';

/**
 * A template has another version now → the alert about the one before is over. Who was still at it
 * with the words from before may raise the alert after that: then it is over at once.
 */
export const resolveTemplateAlertsReaction: Reaction = {
  name: 'notifications.resolve-template-alerts',
  from: 'beginning',
  handles: [TemplateChanged.type, TemplateReset.type, AlertRaised.type],
  react: async (event, context) => {
    if (event.type === AlertRaised.type) {
      const { code, params } = AlertRaised.schema.parse(event.data);
      if (code !== 'template.broken') return;
      const { template, version } = params;
      const stream = `${templateDecider.category}-${template}`;
      const [head] = await context.tx<{ version: number | null }[]>`
        select max(version) as version from log.events where stream = ${stream}`;
      if ((head?.version ?? 0) > Number(version)) await resolve(event.stream, context);
      return;
    }
    const { template } = TemplateReset.schema.parse(event.data);
    const id = templateAlertId({ template, version: event.version - 1 });
    await resolve(`${alertDecider.category}-${id}`, context);
  },
};

async function resolve(stream: string, { tx, keys, append }: ReactionContext): Promise<void> {
  const { events, version } = await readStream(tx, keys, stream);
  // Only events of this decider's streams are there.
  const { open } = events
    .map((event) => event as unknown as AlertEvent)
    .reduce(alertDecider.evolve, alertDecider.initial);
  if (!open) return;
  await append({ stream, expectedVersion: version, events: [AlertResolved.of(open)] });
}
