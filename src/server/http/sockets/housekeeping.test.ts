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
  return keepHouse({ sockets: new Set(peers) as unknown as LiveHub['sockets'] });
}

describe('housekeeping', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

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

  it('pings each peer every 30 s, and cuts off who does not answer', () => {
    const alive = new Peer(true, Number.POSITIVE_INFINITY);
    const gone = new Peer(false, Number.POSITIVE_INFINITY);
    using _house = houseOf(alive, gone);
    vi.advanceTimersByTime(95_000);
    expect(alive.pings).toBe(3);
    expect(alive.terminated).toBe(false);
    expect(gone.pings).toBe(1);
    expect(gone.terminated).toBe(true);
  });

  it('gives a peer its time to answer, whoever else comes and goes', () => {
    const first = new Peer(true, Number.POSITIVE_INFINITY);
    const second = new Peer(false, Number.POSITIVE_INFINITY);
    const sockets = new Set([first, second]);
    using _house = keepHouse({ sockets: sockets as unknown as LiveHub['sockets'] });
    while (second.pings === 0) vi.advanceTimersByTime(1_000);
    sockets.delete(first);
    vi.advanceTimersByTime(25_000);
    expect(second.terminated).toBe(false);
  });
});
