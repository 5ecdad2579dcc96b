import { expect, test } from 'vitest';
import { noSystemState, reduceSystem } from './system-state.ts';

const after = (...frames: [type: string, data: object][]) =>
  frames.reduce(
    (state, [type, data]) => reduceSystem(state, { position: 1, type, data }),
    noSystemState,
  );

test('keeps what is published, under way or open, and nothing else', () => {
  const shown = after(
    ['announcement', { id: 'a', status: 'published', title: 'one' }],
    ['announcement', { id: 'b', status: 'published', title: 'two' }],
    ['announcement', { id: 'a', status: 'published', title: 'one, mended' }],
    ['announcement', { id: 'b', status: 'withdrawn' }],
    ['announcement.scheduled', { id: 'c', status: 'scheduled' }],
    ['maintenance', { id: 'm', status: 'scheduled' }],
    ['maintenance', { id: 'm', status: 'in_progress' }],
    ['maintenance', { id: 'n', status: 'cancelled' }],
    ['alert', { id: 'x', status: 'open' }],
    ['alert', { id: 'x', status: 'resolved' }],
    ['stats', { connections: 3 }],
  );
  expect(shown.announcements).toMatchObject([{ id: 'a', title: 'one, mended' }]);
  expect(shown.maintenance).toMatchObject([{ id: 'm', status: 'in_progress' }]);
  expect(shown.alerts).toEqual([]);
  expect(shown.stats).toEqual({ connections: 3 });
});
