import type { Api } from '#client/api/trpc.ts';
import { runningWorker, startWorker } from './worker.ts';

/** Whether this browser can be told while no page is open. */
export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window;
}

export async function isPushed(): Promise<boolean> {
  const worker = await runningWorker();
  return ((await worker?.pushManager.getSubscription()) ?? null) !== null;
}

/** Has this browser told by web push; to be called after its permission was given. */
export async function subscribeToPush(client: Api['client']): Promise<void> {
  const worker = await startWorker();
  if (!worker) throw new Error('this browser has no service worker');
  const key = await client.push.key.query();
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  await client.push.subscribe.mutate({
    endpoint: endpoint ?? '',
    keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' },
  });
}

export async function unsubscribeFromPush(client: Api['client']): Promise<void> {
  const worker = await runningWorker();
  const subscription = await worker?.pushManager.getSubscription();
  if (!subscription) return;
  await client.push.unsubscribe.mutate({ endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}
