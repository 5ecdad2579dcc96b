import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { maintenanceDecider } from './maintenance.decider.ts';
import {
  MaintenanceBegun,
  MaintenanceCancelled,
  MaintenanceChanged,
  MaintenanceEnded,
  MaintenanceScheduled,
} from './maintenance.events.ts';

const at = '2026-03-01T09:00:00.000Z';
const startsAt = '2026-03-02T22:00:00.000Z';
const between = '2026-03-02T22:30:00.000Z';
const endsAt = '2026-03-02T23:00:00.000Z';
const after = '2026-03-02T23:30:00.000Z';

const maintenance = {
  maintenanceId: '018f4a3e-7c1d-7000-8000-000000000001',
  message: 'The server moves.',
  startsAt,
  endsAt,
};
const stored = { ...maintenance, createdAt: at };
const scheduled = MaintenanceScheduled.of(stored);
const begun = MaintenanceBegun.of(stored);
const ended = MaintenanceEnded.of(stored);

describe('a maintenance', () => {
  const nothing = given(maintenanceDecider, []);
  const schedule = { type: 'ScheduleMaintenance', maintenance } as const;

  test('is scheduled, and has begun where its start is past', () => {
    expect(nothing.when({ ...schedule, at })).toEqual([scheduled]);
    const now = { ...stored, createdAt: between };
    expect(nothing.when({ ...schedule, at: between })).toEqual([
      MaintenanceScheduled.of(now),
      MaintenanceBegun.of(now),
    ]);
  });

  test('ends after it starts, and not in the past', () => {
    expect(nothing.when({ ...schedule, at: endsAt })).toBe('request.invalid');
    const reversed = { ...maintenance, startsAt: endsAt, endsAt: startsAt };
    expect(nothing.when({ ...schedule, maintenance: reversed, at })).toBe('request.invalid');
  });

  test('begins and ends by the clock, each once', () => {
    const clock = { type: 'FollowMaintenanceClock' } as const;
    const waiting = given(maintenanceDecider, [scheduled]);
    expect(waiting.when({ ...clock, at })).toEqual([]);
    expect(waiting.when({ ...clock, at: startsAt })).toEqual([begun]);
    expect(waiting.when({ ...clock, at: after })).toEqual([ended]);
    const running = given(maintenanceDecider, [scheduled, begun]);
    expect(running.when({ ...clock, at: between })).toEqual([]);
    expect(running.when({ ...clock, at: endsAt })).toEqual([ended]);
    const past = given(maintenanceDecider, [scheduled, begun, ended]);
    expect(past.when({ ...clock, at: after })).toEqual([]);
    const cancelled = [scheduled, MaintenanceCancelled.of(stored)];
    expect(given(maintenanceDecider, cancelled).when({ ...clock, at: startsAt })).toEqual([]);
  });

  test('may move, and only its end once it has begun', () => {
    const change = { type: 'ChangeMaintenance', version: null } as const;
    const waiting = given(maintenanceDecider, [scheduled]);
    expect(waiting.when({ ...change, changes: { startsAt: between }, at })).toEqual([
      MaintenanceChanged.of({ ...stored, startsAt: between }),
    ]);
    expect(waiting.when({ ...change, changes: { startsAt: at }, at })).toEqual([
      MaintenanceChanged.of({ ...stored, startsAt: at }),
      MaintenanceBegun.of({ ...stored, startsAt: at }),
    ]);
    expect(waiting.when({ ...change, changes: { endsAt }, at })).toEqual([]);
    const running = given(maintenanceDecider, [scheduled, begun]);
    const stale = { ...change, changes: { endsAt: after }, version: 1, at: between };
    expect(running.when(stale)).toBe('request.stale');
    expect(running.when({ ...change, changes: { endsAt: after }, at: between })).toEqual([
      MaintenanceChanged.of({ ...stored, endsAt: after }),
    ]);
    expect(running.when({ ...change, changes: { startsAt: at }, at: between })).toBe(
      'maintenance.begun',
    );
  });

  test('is cancelled until it has ended', () => {
    const cancel = { type: 'CancelMaintenance' } as const;
    const cancelled = MaintenanceCancelled.of(stored);
    expect(given(maintenanceDecider, [scheduled]).when(cancel)).toEqual([cancelled]);
    expect(given(maintenanceDecider, [scheduled, begun]).when(cancel)).toEqual([cancelled]);
    for (const past of [[scheduled, begun, ended], [scheduled, cancelled], []]) {
      expect(given(maintenanceDecider, past).when(cancel)).toBe('request.not_found');
    }
  });
});
