import type { LiveHub } from './hub.ts';

/** How many follow a kind of channel by one of the two ways in. */
export interface Connections {
  channel: string;
  transport: 'plain' | 'trpc';
  count: number;
}

/** What is followed on this server at the moment, the most followed first. */
export function connectionsOf(hub: Pick<LiveHub, 'subscriptions'>): Connections[] {
  const counted = new Map<string, Connections>();
  for (const { channel: followed, wire } of hub.subscriptions) {
    const [channel = ''] = followed.topic.split(':');
    const transport = wire.key === 'plain' ? 'plain' : 'trpc';
    const key = `${channel} ${transport}`;
    const known = counted.get(key);
    if (known) known.count += 1;
    else counted.set(key, { channel, transport, count: 1 });
  }
  return [...counted.values()].toSorted((one, other) => other.count - one.count);
}
