import type { Logger } from 'pino';
import { maxPushedLength, shortened } from '#domain/notifications/templates/render.ts';
import type { Platform } from '#infra/platform.ts';
import { type PushOptions, sendPush } from '#infra/push/send-push.ts';
import { loadVapidKey } from '#infra/push/vapid-key.ts';

export interface PushNeeds {
  platform: Pick<Platform, 'database'>;
  push: PushOptions;
  log: Logger;
}

export interface Browser {
  endpoint: string;
  p256dh: Buffer;
  auth: Buffer;
}

export interface Told {
  /** What is shown under it is taken back when this one is read elsewhere. */
  notificationId: string;
  title: string;
  message: string;
  link: string;
}

/** Hands it to the browser's push service; an endpoint that is gone is forgotten. */
export async function deliver(
  { platform, push, log }: PushNeeds,
  { endpoint, p256dh, auth }: Browser,
  { notificationId, title, message, link }: Told,
  signal: AbortSignal,
): Promise<void> {
  const { sql } = platform.database;
  const outcome = await sendPush(
    await loadVapidKey(sql),
    push,
    {
      endpoint,
      keys: { p256dh, auth },
      payload: { id: notificationId, title, message: shortened(message, maxPushedLength), link },
      topic: notificationId.replaceAll('-', ''),
    },
    signal,
  );
  if (outcome === 'gone') {
    await sql`delete from auth.push_subscriptions where endpoint = ${endpoint}`;
  }
  if (outcome === 'refused') {
    // Not the endpoint's path: who knows it may push to that browser.
    log.warn({ service: new URL(endpoint).host, notificationId }, 'a push was not taken');
  }
}
