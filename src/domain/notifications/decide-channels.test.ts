import { describe, expect, test } from 'vitest';
import { decideChannels } from './decide-channels.ts';
import { defaultPreferences, type NotificationPreferences } from './preferences.decider.ts';
import { isQuiet } from './quiet-hours.ts';

const projectId = '018f4a3e-7c1d-7000-8000-000000000001';
const everywhere = { inApp: true, browser: true, push: true, mail: true };
const night = new Date('2026-05-04T21:30:00Z');
const noon = new Date('2026-05-04T12:00:00Z');
const quietHours = { from: '22:00', to: '07:00', urgent: true };
const paris = { quietHours, timeZone: 'Europe/Paris' };
const comment = { category: 'comment', projectId, urgent: false } as const;
const all = (decision: string) => ({
  inApp: decision,
  browser: decision,
  push: decision,
  mail: decision,
});

function given(preferences: Partial<NotificationPreferences>) {
  const whole = { ...defaultPreferences, channels: everywhere, ...preferences };
  return {
    when: (subject: object, at: Date) => decideChannels(whole, { ...comment, ...subject }, at),
  };
}

describe('where a notification is told', () => {
  test('everywhere but by mail, unless it is for this very person', () => {
    expect(given({}).when({}, noon)).toEqual({ ...all('told'), mail: 'category_off' });
    expect(given({}).when({ category: 'mention' }, noon)).toEqual(all('told'));
  });

  test('where the person wants the channel, and the category on it', () => {
    const channels = { ...everywhere, push: false };
    const categories = { comment: { inApp: false, mail: true } };
    expect(given({ channels, categories }).when({}, noon)).toEqual({
      inApp: 'category_off',
      browser: 'told',
      push: 'channel_off',
      mail: 'told',
    });
  });

  test('nowhere where its project is muted, unless it is urgent', () => {
    const muted = given({ mutedProjectIds: [projectId] });
    expect(muted.when({}, noon)).toEqual(all('muted'));
    expect(muted.when({ projectId: null }, noon).inApp).toBe('told');
    expect(muted.when({ urgent: true }, noon).inApp).toBe('told');
  });

  test('in quiet hours in the list alone, unless it is urgent and may be', () => {
    const mention = { category: 'mention' };
    expect(given(paris).when(mention, night)).toEqual({ ...all('quiet'), inApp: 'told' });
    expect(given(paris).when(mention, noon)).toEqual(all('told'));
    expect(given(paris).when({ ...mention, urgent: true }, night)).toEqual(all('told'));
    const strict = { ...paris, quietHours: { ...quietHours, urgent: false } };
    expect(given(strict).when({ ...mention, urgent: true }, night).push).toBe('quiet');
  });
});

test.each([
  ['2026-05-04T19:59:00Z', 'Europe/Paris', false],
  ['2026-05-04T20:00:00Z', 'Europe/Paris', true],
  ['2026-05-05T04:59:00Z', 'Europe/Paris', true],
  ['2026-05-05T05:00:00Z', 'Europe/Paris', false],
  // In winter an hour later by UTC.
  ['2026-01-04T20:30:00Z', 'Europe/Paris', false],
  // The hour that comes twice is quiet both times.
  ['2026-10-25T00:30:00Z', 'Europe/Paris', true],
  ['2026-10-25T01:30:00Z', 'Europe/Paris', true],
  ['2026-05-04T13:00:00Z', 'Asia/Tokyo', true],
  ['2026-05-04T22:00:00Z', null, true],
])('at %s in %s: quiet %s', (at, timeZone, quiet) => {
  expect(isQuiet({ quietHours, timeZone }, new Date(at))).toBe(quiet);
});

test('quiet hours within a day', () => {
  const afternoon = { quietHours: { ...quietHours, from: '13:00', to: '15:00' }, timeZone: 'UTC' };
  expect(isQuiet(afternoon, new Date('2026-05-04T14:00:00Z'))).toBe(true);
  expect(isQuiet(afternoon, new Date('2026-05-04T15:00:00Z'))).toBe(false);
});
