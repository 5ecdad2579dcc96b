import { describe, expect, test } from 'vitest';
import { type LiveEvent, type LiveStatus, nextLiveStatus } from './live-status.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 4, 4, 8, minute));
const after = (...events: LiveEvent[]) =>
  events.reduce<LiveStatus>(nextLiveStatus, { state: 'closed' });

const untilLive: LiveEvent[] = [
  { type: 'started' },
  { type: 'snapshot-loaded' },
  { type: 'opened' },
  { type: 'caught-up' },
];

describe('live status', () => {
  test('says live only once the backlog is done', () => {
    expect(after(...untilLive.slice(0, 3)).state).toBe('catching-up');
    expect(after(...untilLive).state).toBe('live');
  });

  test('is stale since the first loss, however many attempts fail', () => {
    const status = after(
      ...untilLive,
      { type: 'lost', at: at(1), online: true },
      { type: 'lost', at: at(9), online: true },
    );
    expect(status).toEqual({ state: 'stale', since: at(1) });
  });

  test('names a device without network', () => {
    const status = after(
      ...untilLive,
      { type: 'lost', at: at(1), online: true },
      { type: 'network', online: false },
    );
    expect(status).toEqual({ state: 'offline', since: at(1) });
  });

  test('a device without network is not "offline" while its connection still stands', () => {
    expect(after(...untilLive, { type: 'network', online: false }).state).toBe('live');
  });

  test('catches up before it is live again', () => {
    const lost = after(...untilLive, { type: 'lost', at: at(1), online: true });
    const opened = nextLiveStatus(lost, { type: 'opened' });
    expect(opened.state).toBe('catching-up');
    expect(nextLiveStatus(opened, { type: 'caught-up' }).state).toBe('live');
  });

  test('losing a closed connection is no news', () => {
    expect(after({ type: 'lost', at: at(1), online: true }).state).toBe('closed');
  });
});
