import type { Decider } from '../kernel/decider.ts';
import { isSame } from '../kernel/is-same.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import {
  MaintenanceBegun,
  MaintenanceCancelled,
  MaintenanceChanged,
  type MaintenanceData,
  MaintenanceEnded,
  type MaintenanceEvent,
  MaintenanceScheduled,
} from './maintenance.events.ts';

export const maintenanceStatuses = ['scheduled', 'in_progress', 'ended', 'cancelled'] as const;
export type MaintenanceStatus = (typeof maintenanceStatuses)[number];

export interface MaintenanceState {
  /** Null before it was scheduled. */
  status: MaintenanceStatus | null;
  data: MaintenanceData | null;
  /** Of the stream. */
  version: number;
}

/** What an administrator writes; the rest is known. */
export type MaintenanceContent = Omit<MaintenanceData, 'maintenanceId' | 'createdAt'>;

/** `at` is when the command was given: what has begun or ended by then has. */
export type MaintenanceCommand =
  | { type: 'ScheduleMaintenance'; maintenance: Omit<MaintenanceData, 'createdAt'>; at: string }
  | {
      type: 'ChangeMaintenance';
      changes: Partial<MaintenanceContent>;
      /** The version that the changes were made from; null for whichever it is. */
      version: number | null;
      at: string;
    }
  | { type: 'FollowMaintenanceClock'; at: string }
  | { type: 'CancelMaintenance' };

/** A change of a window leaves open whether it is under way. */
const statusAfter: Record<
  Exclude<MaintenanceEvent['type'], 'MaintenanceChanged'>,
  MaintenanceStatus
> = {
  MaintenanceScheduled: 'scheduled',
  MaintenanceBegun: 'in_progress',
  MaintenanceEnded: 'ended',
  MaintenanceCancelled: 'cancelled',
};

export const maintenanceDecider: Decider<MaintenanceState, MaintenanceCommand, MaintenanceEvent> = {
  category: 'maintenance',
  initial: { status: null, data: null, version: 0 },

  decide(state, command) {
    if (command.type === 'ScheduleMaintenance') {
      if (state.status) return refuse('conflict');
      const scheduled = { ...command.maintenance, createdAt: command.at };
      return dated(scheduled, command.at, [
        MaintenanceScheduled.of(scheduled),
        ...byTheClock('scheduled', scheduled, command.at),
      ]);
    }
    const { status, data } = state;
    if (command.type === 'FollowMaintenanceClock') {
      return accept(status && data ? byTheClock(status, data, command.at) : []);
    }
    if (!data || (status !== 'scheduled' && status !== 'in_progress')) {
      return refuse('request.not_found');
    }
    if (command.type === 'CancelMaintenance') return accept([MaintenanceCancelled.of(data)]);
    if (command.version !== null && command.version !== state.version) {
      return refuse('request.stale');
    }
    const changed = { ...data, ...command.changes };
    if (isSame(data, changed)) return accept([]);
    // What has begun has begun; only its end may still move.
    if (status === 'in_progress' && changed.startsAt !== data.startsAt) {
      return refuse('maintenance.begun');
    }
    return dated(changed, command.at, [
      MaintenanceChanged.of(changed),
      ...byTheClock(status, changed, command.at),
    ]);
  },

  evolve: (state, event) => ({
    status: event.type === 'MaintenanceChanged' ? state.status : statusAfter[event.type],
    data: event.data,
    version: state.version + 1,
  }),
};

/** What the time alone makes of a window: it begins, and it ends. */
function byTheClock(
  status: MaintenanceStatus,
  data: MaintenanceData,
  at: string,
): MaintenanceEvent[] {
  const now = Date.parse(at);
  const isOpen = status === 'scheduled' || status === 'in_progress';
  if (isOpen && Date.parse(data.endsAt) <= now) return [MaintenanceEnded.of(data)];
  const begins = status === 'scheduled' && Date.parse(data.startsAt) <= now;
  return begins ? [MaintenanceBegun.of(data)] : [];
}

function dated(
  { startsAt, endsAt }: MaintenanceData,
  at: string,
  events: MaintenanceEvent[],
): Result<MaintenanceEvent[]> {
  const errors = (code: string) => ({ errors: [{ field: 'ends_at', code }] });
  if (Date.parse(endsAt) <= Date.parse(startsAt)) {
    return refuse('request.invalid', errors('not_after_start'));
  }
  if (Date.parse(endsAt) <= Date.parse(at)) return refuse('request.invalid', errors('in_the_past'));
  return accept(events);
}
