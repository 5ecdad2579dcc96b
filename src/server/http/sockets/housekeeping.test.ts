import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveHub } from '../../live/hub.ts';
import { keepHouse } from './housekeeping.ts';

/** As much of a socket as the housekeeping sees. */
class Peer {
  heard = true;
  closing = false;
  closedWith: number | null = null;
  pings = 0;
  terminated = false;
  readonly answers: boolean;
  readonly caller: { expiresAtMs: number };

  constructor(answers: boolean, expiresAtMs: number) {
    this.answers = answers;
    this.caller = { expiresAtMs };
  }

  readonly ws = {
    ping: () => {
      this.pings += 1;
      if (this.answers) this.heard = true;
    },
    terminate: () => {
      this.terminated = true;
    },
  };

  close(code: number): void {
    this.closedWith = code;
  }
}

function houseOf(...peers: Peer[]): Disposable {
  return keepHouse({ sockets: new Set(peers) } as unknown as LiveHub);
}

describe('housekeeping', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('closes with 4401 within 2 s of the end of a token, whoever else is there', () => {
    const expiring = new Peer(true, Date.now() + 10_000);
    const lasting = new Peer(true, Date.now() + 900_000);
    using _house = houseOf(expiring, lasting);
    vi.advanceTimersByTime(9_000);
    expect(expiring.closedWith).toBeNull();
    vi.advanceTimersByTime(2_000);
    expect(expiring.closedWith).toBe(4401);
    expect(lasting.closedWith).toBeNull();
  });

  it('pings each peer now and then, and cuts off who does not answer', () => {
    const forever = Number.POSITIVE_INFINITY;
    const alive = new Peer(true, forever);
    const gone = new Peer(false, forever);
    using _house = houseOf(alive, gone);
    vi.advanceTimersByTime(61_000);
    expect(alive.pings).toBe(2);
    expect(alive.terminated).toBe(false);
    expect(gone.pings).toBe(1);
    expect(gone.terminated).toBe(true);
  });
});
