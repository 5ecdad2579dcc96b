/** What is said and not kept: it reaches whoever follows, and never gets in the way of what is kept. */
import { describe, expect, it } from 'vitest';
import { notify, signInSomebody, startLive } from '#tests/support/live.ts';
import {
  notificationsUrl,
  PlainClient,
  TrpcClient,
  TrpcFrames,
} from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

describe('what passes', () => {
  it('reaches both ways in without a position of its own, past the filter where it has one', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const { hub } = server.live.core;
    const ana = await signInSomebody(server);
    await using plain = new PlainClient(notificationsUrl(server.host, ana));
    await using trpc = new TrpcClient({ host: () => server.host, person: ana });
    const frames = new TrpcFrames();
    trpc.api.live.user.subscribe({}, frames.handlers);
    await plain.untilType('ready');
    await frames.until(() => frames.frames.length === 1);
    await expect.poll(() => hub.joinedCount(`user:${ana.personId}`)).toBe(2);

    await notify(server.platform, ana.personId);
    await plain.untilType('notification');
    await frames.until(() => frames.frames.length === 2);
    // One that the notifications' socket carries, and one that it does not.
    hub.tellAll(`user:${ana.personId}`, 'notification', { passing: true });
    hub.tellAll(`user:${ana.personId}`, 'typing', { passing: true });
    hub.tellAll('user:somebody-else', 'typing', {});
    await frames.until(() => frames.frames.length === 4);
    await notify(server.platform, ana.personId);
    await plain.untilType('notification', 3);
    expect(plain.frames.map(({ type }) => type)).toEqual([
      'ready',
      'notification',
      'notification',
      'notification',
    ]);
    expect(plain.frames[2]).toEqual({
      type: 'notification',
      position: Number.NaN,
      data: { passing: true },
    });
    await frames.until(() => frames.frames.length === 5);
    const { position } = frames.frames[1] ?? { position: 0 };
    expect(frames.frames.slice(2, 4)).toEqual([
      { type: 'notification', position, data: { passing: true } },
      { type: 'typing', position, data: { passing: true } },
    ]);
  });

  it('leaves tRPC’s client where it was: it resumes without a gap and without a repetition', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const { hub } = server.live.core;
    const ana = await signInSomebody(server);
    const topic = `user:${ana.personId}` as const;
    await using trpc = new TrpcClient({ host: () => server.host, person: ana, retryDelayMs: 5 });
    const frames = new TrpcFrames();
    trpc.api.live.user.subscribe({}, frames.handlers);
    const seen = (type: string) => frames.frames.filter((frame) => frame.type === type);
    for (let round = 1; round <= 5; round += 1) {
      await expect.poll(() => hub.joinedCount(topic)).toBe(1);
      await notify(server.platform, ana.personId);
      await frames.until(() => seen('notification').length === 2 * round - 1);
      hub.tellAll(topic, 'typing', { round });
      await frames.until(() => seen('typing').length === round);
      // The last that it had was no event.
      trpc.cut();
      await notify(server.platform, ana.personId);
      await frames.until(() => seen('notification').length === 2 * round);
    }
    const counts = seen('notification').map(({ data }) => data.unread_count);
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(trpc.sockets).toHaveLength(6);
  });
});
