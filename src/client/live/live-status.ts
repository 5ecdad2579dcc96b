/**
 * How far what is on the screen can be trusted.
 *
 * - `connecting`: nothing loaded yet.
 * - `catching-up`: connected, what happened in between is still coming: `behind` positions of the
 *   log, null while that is not known.
 * - `live`: everything up to now is here.
 * - `stale`: the connection is lost; right up to `since`.
 * - `offline`: the same, and the device itself says it has no network.
 * - `closed`: signed out, refused, or not started.
 */
export type LiveStatus =
  | { state: 'connecting' | 'live' | 'closed' }
  | { state: 'catching-up'; behind: number | null }
  | { state: 'stale' | 'offline'; since: Date };

export type LiveEvent =
  | { type: 'started' | 'snapshot-loaded' | 'opened' | 'caught-up' | 'stopped' }
  /** A frame came; `head` is where the log ended, as the first frame after a loss tells it. */
  | { type: 'moved'; position: number; head: number | null }
  | { type: 'lost'; at: Date; online: boolean }
  | { type: 'network'; online: boolean };

/** The status with what it is reckoned from. */
export interface LiveProgress {
  status: LiveStatus;
  /** Where the log ended when catching up began. */
  head: number | null;
}

export const notStarted: LiveProgress = { status: { state: 'closed' }, head: null };

/** A status that goes on with what happens, and says so where that makes it another. */
export function liveProgress(onChange: () => void) {
  let progress = notStarted;
  return {
    status: () => progress.status,
    move: (event: LiveEvent) => {
      const next = nextLiveProgress(progress, event);
      if (next === progress) return;
      progress = next;
      onChange();
    },
  };
}

export function nextLiveProgress(progress: LiveProgress, event: LiveEvent): LiveProgress {
  const { status } = progress;
  switch (event.type) {
    case 'started':
      return status.state === 'closed' ? at({ state: 'connecting' }) : progress;
    case 'snapshot-loaded':
      return status.state === 'connecting' ? at({ state: 'catching-up', behind: null }) : progress;
    case 'opened':
      return isLost(status) ? at({ state: 'catching-up', behind: null }) : progress;
    case 'moved':
      return moved(progress, event.position, event.head);
    case 'caught-up':
      return status.state === 'live' ? progress : at({ state: 'live' });
    case 'stopped':
      return notStarted;
    case 'lost':
      if (status.state === 'closed') return progress;
      // The first loss counts: attempts that fail later do not make the page any fresher.
      return at({
        state: event.online ? 'stale' : 'offline',
        since: isLost(status) ? status.since : event.at,
      });
    case 'network':
      return isLost(status)
        ? at({ state: event.online ? 'stale' : 'offline', since: status.since })
        : progress;
  }
}

function at(status: LiveStatus): LiveProgress {
  return { status, head: null };
}

function moved(progress: LiveProgress, position: number, head: number | null): LiveProgress {
  const known = head ?? progress.head;
  if (progress.status.state !== 'catching-up' || known === null) return progress;
  const behind = Math.max(0, known - position);
  if (behind === progress.status.behind) return progress;
  return { status: { state: 'catching-up', behind }, head: known };
}

function isLost(status: LiveStatus): status is Extract<LiveStatus, { since: Date }> {
  return status.state === 'stale' || status.state === 'offline';
}
