import { describe, expect, test } from 'vitest';
import { type LiveEvent, type LiveProgress, nextLiveProgress, notStarted } from './live-status.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 4, 4, 8, minute));
const after = (...events: LiveEvent[]) =>
  events.reduce<LiveProgress>(nextLiveProgress, notStarted).status;

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
    const lost: LiveEvent = { type: 'lost', at: at(1), online: true };
    expect(after(...untilLive, lost, { type: 'opened' }).state).toBe('catching-up');
    const caughtUp = after(...untilLive, lost, { type: 'opened' }, { type: 'caught-up' });
    expect(caughtUp.state).toBe('live');
  });

  test('says how far behind it is, as far as it was told', () => {
    const back: LiveEvent[] = [
      ...untilLive,
      { type: 'lost', at: at(1), online: true },
      { type: 'opened' },
    ];
    expect(after(...back)).toEqual({ state: 'catching-up', behind: null });
    back.push({ type: 'moved', position: 100, head: 340 });
    expect(after(...back)).toEqual({ state: 'catching-up', behind: 240 });
    back.push({ type: 'moved', position: 300, head: null });
    expect(after(...back)).toEqual({ state: 'catching-up', behind: 40 });
    // More came in the meantime: those are no longer reckoned.
    back.push({ type: 'moved', position: 341, head: null });
    expect(after(...back)).toEqual({ state: 'catching-up', behind: 0 });
    back.push({ type: 'caught-up' }, { type: 'moved', position: 342, head: null });
    expect(after(...back)).toEqual({ state: 'live' });
  });

  test('losing a closed connection is no news', () => {
    expect(after({ type: 'lost', at: at(1), online: true }).state).toBe('closed');
  });
});
