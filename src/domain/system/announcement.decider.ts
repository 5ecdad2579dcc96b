import type { Decider } from '../kernel/decider.ts';
import { isSame } from '../kernel/is-same.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import {
  AnnouncementDiscarded,
  type AnnouncementData,
  AnnouncementEdited,
  type AnnouncementEvent,
  AnnouncementPublished,
  AnnouncementRevised,
  AnnouncementScheduled,
  AnnouncementWithdrawn,
} from './announcement.events.ts';

export const announcementStatuses = ['scheduled', 'published', 'withdrawn'] as const;
export type AnnouncementStatus = (typeof announcementStatuses)[number];

export interface AnnouncementState {
  /** Null before it was written. */
  status: AnnouncementStatus | null;
  data: AnnouncementData | null;
  /** Of the stream. */
  version: number;
}

/** What an administrator writes; the rest is known. */
export type AnnouncementContent = Omit<
  AnnouncementData,
  'announcementId' | 'authorId' | 'createdAt'
>;

/** `at` is when the command was given: what is due by then is published at once. */
export type AnnouncementCommand =
  | { type: 'WriteAnnouncement'; announcement: Omit<AnnouncementData, 'createdAt'>; at: string }
  | {
      type: 'ChangeAnnouncement';
      changes: Partial<AnnouncementContent>;
      /** The version that the changes were made from; null for whichever it is. */
      version: number | null;
      at: string;
    }
  | { type: 'PublishDueAnnouncement'; at: string }
  | { type: 'WithdrawAnnouncement' };

const statusAfter: Record<AnnouncementEvent['type'], AnnouncementStatus> = {
  AnnouncementScheduled: 'scheduled',
  AnnouncementRevised: 'scheduled',
  AnnouncementPublished: 'published',
  AnnouncementEdited: 'published',
  AnnouncementWithdrawn: 'withdrawn',
  AnnouncementDiscarded: 'withdrawn',
};

export function announcementStatusAfter(type: AnnouncementEvent['type']): AnnouncementStatus {
  return statusAfter[type];
}

export const announcementDecider: Decider<
  AnnouncementState,
  AnnouncementCommand,
  AnnouncementEvent
> = {
  category: 'announcement',
  initial: { status: null, data: null, version: 0 },

  decide(state, command) {
    if (command.type === 'WriteAnnouncement') {
      if (state.status) return refuse('conflict');
      const written = { ...command.announcement, createdAt: command.at };
      if (isOver(written, command.at)) return misdated('in_the_past');
      return dated(
        written,
        isDue(written, command.at)
          ? AnnouncementPublished.of(written)
          : AnnouncementScheduled.of(written),
      );
    }
    const { status, data } = state;
    if (command.type === 'PublishDueAnnouncement') {
      const publishes = status === 'scheduled' && data && isDue(data, command.at);
      return accept(publishes ? [AnnouncementPublished.of(data)] : []);
    }
    if (!status || !data || status === 'withdrawn') return refuse('request.not_found');
    if (command.type === 'WithdrawAnnouncement') {
      const withdrawn = status === 'published' ? AnnouncementWithdrawn : AnnouncementDiscarded;
      return accept([withdrawn.of(data)]);
    }
    if (command.version !== null && command.version !== state.version) {
      return refuse('request.stale');
    }
    const changed = { ...data, ...command.changes };
    if (isSame(data, changed)) return accept([]);
    if (status === 'published') {
      // Who was told stays told: another audience or another time is another announcement.
      const isElsewhere =
        changed.audience !== data.audience ||
        changed.projectId !== data.projectId ||
        changed.startsAt !== data.startsAt;
      if (isElsewhere) return refuse('announcement.published');
      return dated(changed, AnnouncementEdited.of(changed));
    }
    if (isOver(changed, command.at)) return misdated('in_the_past');
    return dated(
      changed,
      isDue(changed, command.at)
        ? AnnouncementPublished.of(changed)
        : AnnouncementRevised.of(changed),
    );
  },

  evolve: (state, event) => ({
    status: statusAfter[event.type],
    data: event.data,
    version: state.version + 1,
  }),
};

function isDue({ startsAt }: AnnouncementData, at: string): boolean {
  return Date.parse(startsAt) <= Date.parse(at);
}

function isOver({ expiresAt }: AnnouncementData, at: string): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= Date.parse(at);
}

function dated(data: AnnouncementData, event: AnnouncementEvent): Result<AnnouncementEvent[]> {
  return isOver(data, data.startsAt) ? misdated('not_after_start') : accept([event]);
}

function misdated(code: 'in_the_past' | 'not_after_start'): Result<never> {
  return refuse('request.invalid', { errors: [{ field: 'expires_at', code }] });
}
