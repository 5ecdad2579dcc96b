/**
 * How far what is on the screen can be trusted.
 *
 * - `connecting`: nothing loaded yet.
 * - `catching-up`: connected, what happened in between is still coming.
 * - `live`: everything up to now is here.
 * - `stale`: the connection is lost; right up to `since`.
 * - `offline`: the same, and the device itself says it has no network.
 * - `closed`: signed out, or not started.
 */
export type LiveStatus =
  | { state: 'connecting' | 'catching-up' | 'live' | 'closed' }
  | { state: 'stale' | 'offline'; since: Date };

export type LiveEvent =
  | { type: 'started' | 'snapshot-loaded' | 'opened' | 'caught-up' | 'stopped' }
  | { type: 'lost'; at: Date; online: boolean }
  | { type: 'network'; online: boolean };

export function nextLiveStatus(status: LiveStatus, event: LiveEvent): LiveStatus {
  switch (event.type) {
    case 'started':
      return status.state === 'closed' ? { state: 'connecting' } : status;
    case 'snapshot-loaded':
      return status.state === 'connecting' ? { state: 'catching-up' } : status;
    case 'opened':
      return isLost(status) ? { state: 'catching-up' } : status;
    case 'caught-up':
      return status.state === 'live' ? status : { state: 'live' };
    case 'stopped':
      return { state: 'closed' };
    case 'lost':
      if (status.state === 'closed') return status;
      // The first loss counts: attempts that fail later do not make the page any fresher.
      return {
        state: event.online ? 'stale' : 'offline',
        since: isLost(status) ? status.since : event.at,
      };
    case 'network':
      return isLost(status)
        ? { state: event.online ? 'stale' : 'offline', since: status.since }
        : status;
  }
}

function isLost(status: LiveStatus): status is Extract<LiveStatus, { since: Date }> {
  return status.state === 'stale' || status.state === 'offline';
}
