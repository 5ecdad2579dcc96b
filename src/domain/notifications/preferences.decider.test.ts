import { expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { NotificationPreferencesChanged } from './notification.events.ts';
import { preferencesDecider } from './preferences.decider.ts';

const personId = '018f4a3e-7c1d-7000-8000-000000000001';
const loud = NotificationPreferencesChanged.of({
  personId,
  channels: { browser: true, push: false },
  sound: true,
});

test('what a change does not name stays', () => {
  const nothing = given(preferencesDecider, []);
  expect(nothing.when({ personId, channels: { browser: true }, sound: true })).toEqual([loud]);
  expect(given(preferencesDecider, [loud]).when({ personId, sound: false })).toEqual([
    NotificationPreferencesChanged.of({ ...loud.data, sound: false }),
  ]);
});

test('nothing is stored where nothing changes', () => {
  expect(given(preferencesDecider, []).when({ personId, sound: false })).toEqual([]);
  expect(given(preferencesDecider, [loud]).when({ personId, channels: {} })).toEqual([]);
});
