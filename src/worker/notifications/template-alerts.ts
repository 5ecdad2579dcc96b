/**
 * One alert for each version of a template that could not be used, whoever comes upon it and however
 * often: it has a stream of its own, which is begun once.
 */
import type { DomainEvent } from '#domain/kernel/event.ts';
import type { BrokenWords } from '#domain/notifications/templates/wording.ts';
import { severityOf } from '#domain/system/alert.conditions.ts';
import { alertDecider } from '#domain/system/alert.decider.ts';
import { AlertRaised } from '#domain/system/alert.events.ts';
import { templateAlert } from '#domain/system/template-alert.ts';
import { idMadeFrom } from '../event-identity.ts';
import type { Cause } from './tell.ts';

export function alertsOf(
  cause: Cause,
  broken: readonly BrokenWords[],
): { stream: string; events: DomainEvent[] }[] {
  const alerts = broken.map((found) => {
    const { id, code, params } = templateAlert(found);
    const alert = AlertRaised.of({
      alertId: idMadeFrom(cause, id),
      code,
      severity: severityOf(code),
      params,
      raisedAt: cause.occurredAt,
    });
    return { stream: `${alertDecider.category}-${id}`, events: [alert] };
  });
  return [...new Map(alerts.map((alert) => [alert.stream, alert])).values()];
}
