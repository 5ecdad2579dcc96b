import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SocketLimits } from './socket-limits.ts';

function somebody(personId: string, address: string) {
  const caller = { personId, sessionId: 's', role: 'member', expiresAtMs: Infinity } as const;
  return { caller, address };
}

function often(times: number, act: (index: number) => boolean): number {
  return Array.from({ length: times }, (_, index) => act(index)).filter(Boolean).length;
}

describe('limits of sockets', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('let an address connect in a burst, then steadily', () => {
    const limits = new SocketLimits(true);
    expect(often(1_500, () => limits.mayConnectFrom('203.0.113.9'))).toBe(1_000);
    expect(limits.mayConnectFrom('203.0.113.10')).toBe(true);
    vi.advanceTimersByTime(2_000);
    expect(often(500, () => limits.mayConnectFrom('203.0.113.9'))).toBe(100);
  });

  it('let a person have so many sockets at once, and come back after leaving', () => {
    const limits = new SocketLimits(true);
    const open = () => {
      const may = limits.mayConnectAs('ana');
      if (may) limits.opened('ana');
      return may;
    };
    expect(often(150, open)).toBe(100);
    limits.closed('ana');
    expect(open()).toBe(true);
    expect(open()).toBe(false);
    expect(limits.mayConnectAs('leo')).toBe(true);
  });

  it('stop a person who comes and goes without end', () => {
    const limits = new SocketLimits(true);
    expect(often(500, () => limits.mayConnectAs('ana'))).toBe(200);
  });

  it('count messages by socket, by person and by address', () => {
    const limits = new SocketLimits(true);
    const one = somebody('ana', 'office');
    expect(often(100, () => limits.maySpeak(one))).toBe(60);
    // Many sockets of one person, each within its own limit.
    const anas = Array.from({ length: 20 }, () => somebody('ana', 'home'));
    expect(often(800, (index) => limits.maySpeak(anas[index % 20] ?? one))).toBe(300 - 60);
    const crowd = Array.from({ length: 100 }, (_, index) => somebody(`p${index}`, 'bus'));
    expect(often(5_000, (index) => limits.maySpeak(crowd[index % 100] ?? one))).toBe(3_000);
  });

  it('count what is joined by person and by address', () => {
    const limits = new SocketLimits(true);
    expect(often(500, () => limits.mayJoin(somebody('ana', 'office')))).toBe(400);
    expect(limits.mayJoin(somebody('leo', 'office'))).toBe(true);
  });

  it('answer refused messages for a while only', () => {
    const limits = new SocketLimits(true);
    const one = somebody('ana', 'office');
    expect(often(500, () => limits.mayBeAnswered(one))).toBe(200);
  });

  it('are not there when they are off', () => {
    const limits = new SocketLimits(false);
    const one = somebody('ana', 'office');
    expect(often(5_000, () => limits.maySpeak(one) && limits.mayJoin(one))).toBe(5_000);
    expect(often(5_000, () => limits.mayConnectFrom('a') && limits.mayConnectAs('ana'))).toBe(
      5_000,
    );
  });
});
