import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { NotificationPreferencesChanged } from './notification.events.ts';
import {
  defaultPreferences,
  type PreferencesChange,
  preferencesDecider,
  wants,
} from './preferences.decider.ts';

const personId = '018f4a3e-7c1d-7000-8000-000000000001';
const changed = (to: Partial<typeof defaultPreferences>) =>
  NotificationPreferencesChanged.of({ personId, ...defaultPreferences, ...to });
const { channels } = defaultPreferences;
const loud = changed({ channels: { ...channels, browser: true }, sound: true });
const nothing = given(preferencesDecider, []);
const when = (change: PreferencesChange) => nothing.when({ personId, change });

test('what a change does not name stays', () => {
  expect(when({ channels: { browser: true }, sound: true })).toEqual([loud]);
  expect(given(preferencesDecider, [loud]).when({ personId, change: { sound: false } })).toEqual([
    NotificationPreferencesChanged.of({ ...loud.data, sound: false }),
  ]);
});

test('what a whole does not name goes back', () => {
  const change = { sound: true };
  expect(given(preferencesDecider, [loud]).when({ personId, change, whole: true })).toEqual([
    changed({ sound: true }),
  ]);
});

test('nothing is stored where nothing changes', () => {
  expect(when({ sound: false })).toEqual([]);
  expect(when({ categories: { comment: { mail: false } }, digest: { hour: 8 } })).toEqual([]);
  const same = { personId, change: { channels: {}, categories: {} } };
  expect(given(preferencesDecider, [loud]).when(same)).toEqual([]);
});

describe('categories', () => {
  const some = changed({ categories: { comment: { mail: true, push: false } } });

  test('keep only what differs from the default', () => {
    expect(when({ categories: { comment: { mail: true, push: false, inApp: true } } })).toEqual([
      some,
    ]);
    const back = { comment: { mail: false }, file: { mail: false } };
    expect(
      given(preferencesDecider, [some]).when({ personId, change: { categories: back } }),
    ).toEqual([changed({ categories: { comment: { push: false } } })]);
  });

  test('go to a channel that is on', () => {
    expect(wants(some.data, 'comment', 'mail')).toBe(true);
    expect(wants(some.data, 'mention', 'browser')).toBe(false);
    expect(wants(some.data, 'file', 'mail')).toBe(false);
  });
});

test('quiet hours of no length are refused', () => {
  expect(when({ quietHours: { from: '08:00', to: '08:00', urgent: true } })).toBe(
    'request.invalid',
  );
});
