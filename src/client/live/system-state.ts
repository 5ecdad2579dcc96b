import type { SystemNow } from '#client/api/types.ts';
import type { ChannelFrame } from './channel-store.ts';

type Announcement = SystemNow['announcements'][number];
type Maintenance = SystemNow['maintenance'][number];
type Alert = SystemNow['alerts'][number];

/** The one store of it, among those that are shared. */
export const systemKey = 'system';

/** What the system tells everybody, and administrators. */
export interface SystemState {
  loaded: boolean;
  announcements: readonly Announcement[];
  maintenance: readonly Maintenance[];
  alerts: readonly Alert[];
  /** The latest live figures; null to all but administrators. */
  stats: Readonly<Record<string, unknown>> | null;
}

export const noSystemState: SystemState = {
  loaded: false,
  announcements: [],
  maintenance: [],
  alerts: [],
  stats: null,
};

export function beginSystem(
  state: SystemState,
  { announcements, maintenance, alerts }: SystemNow,
): SystemState {
  return { loaded: true, announcements, maintenance, alerts, stats: state.stats };
}

export function reduceSystem(state: SystemState, { type, data }: ChannelFrame): SystemState {
  switch (type) {
    case 'announcement': {
      const next = data as Announcement;
      const stays = next.status === 'published';
      return { ...state, announcements: placed(state.announcements, next, stays) };
    }
    case 'maintenance': {
      const next = data as Maintenance;
      const stays = next.status === 'scheduled' || next.status === 'in_progress';
      return { ...state, maintenance: placed(state.maintenance, next, stays) };
    }
    case 'alert': {
      const next = data as Alert;
      return { ...state, alerts: placed(state.alerts, next, next.status === 'open') };
    }
    case 'stats':
      return { ...state, stats: data as Record<string, unknown> };
    default:
      return state;
  }
}

/** In the place of its earlier self, or first; gone where it does not concern anybody any more. */
function placed<Thing extends { id: string }>(
  things: readonly Thing[],
  next: Thing,
  stays: boolean,
): readonly Thing[] {
  if (!stays) return things.filter(({ id }) => id !== next.id);
  if (things.some(({ id }) => id === next.id)) {
    return things.map((thing) => (thing.id === next.id ? next : thing));
  }
  return [next, ...things];
}
