/** The chat's wire: what is posted on either way in, and what comes of it, live and resumed. */
import { describe, expect, it } from 'vitest';
import { deleteMessage, editMessage } from '#server/meetings/messages.ts';
import { type SignedInPerson, signInSomebody, startLive } from '#tests/support/live.ts';
import { PlainClient, TrpcClient, TrpcFrames } from '#tests/support/live-clients.ts';
import { chatUrl, post, schedule, update } from '#tests/support/meetings.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

const said = new Set(['message', 'message.edited', 'message.deleted']);
const callerOf = ({ personId }: SignedInPerson) => ({ personId, role: 'member' }) as const;

describe.each([{ notify: true }, { notify: false }])('a chat (NOTIFY $notify)', ({ notify }) => {
  it('tells both ways in what is said on either server, live and resumed', async () => {
    await using database = await createTestDatabase();
    await using here = await startLive({ databaseUrl: database.ownerUrl, notify });
    await using there = await startLive({ databaseUrl: database.ownerUrl, notify });
    const ana = await signInSomebody(here);
    const bea = await signInSomebody(here, 'Bea');
    const { id } = await schedule(here, ana, [bea.personId]);
    const first = await post(here, ana, id, 'Before');
    const since = here.platform.tail.position;
    await expect.poll(() => there.platform.tail.position).toBeGreaterThanOrEqual(since);
    await using plain = new PlainClient(chatUrl(there.host, id, bea));
    await using trpc = new TrpcClient({ host: () => here.host, person: ana });
    const frames = new TrpcFrames();
    trpc.api.live.meeting.subscribe({ meetingId: id }, frames.handlers);
    const ready = await plain.untilType('ready');
    await frames.until(() => frames.frames.length > 0);
    const shown = ready.data.messages as { kind: string }[];
    expect(shown.filter(({ kind }) => kind === 'message')).toEqual([first]);

    plain.send({ type: 'message', text: 'Hello', client_id: 'b1' });
    const { data } = await plain.untilType('message');
    expect(data).toEqual({
      id: expect.any(String) as string,
      meeting_id: id,
      user: { id: bea.personId, name: 'Bea', avatar_url: null },
      text: 'Hello',
      client_id: 'b1',
      kind: 'message',
      created_at: expect.any(String) as string,
      edited_at: null,
      deleted_at: null,
    });
    const messageId = String(data.id);
    const edit = { messageId, meetingId: id, text: 'Hello, all' };
    await editMessage(here.services, callerOf(bea), { actorId: bea.personId }, edit);
    await post(there, ana, id, 'Good morning');
    const sayings = () => frames.frames.filter(({ type }) => said.has(type));
    await plain.untilType('message', 2);
    await frames.until(() => sayings().length === 3);
    expect(sayings()[1]).toMatchObject({ type: 'message.edited', data: { text: 'Hello, all' } });

    await using resumed = new PlainClient(chatUrl(there.host, id, bea, since));
    await resumed.untilType('live');
    expect(resumed.frames.filter(({ type }) => said.has(type))).toEqual(sayings());
    expect(plain.frames.filter(({ type }) => said.has(type))).toEqual(sayings());
  });
});

describe('what can’t be said', () => {
  it('is answered with what the sender called it, and the socket stays open', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    const { id } = await schedule(server, ana);
    await using client = new PlainClient(chatUrl(server.host, id, ana));
    await client.untilType('ready');
    const wrong = [
      { type: 'message', text: '  ', client_id: 'w1' },
      { type: 'message', text: 'x'.repeat(4_001), client_id: 'w2' },
      { type: 'message', client_id: 'w3' },
      { type: 'message', text: { toString: 'x' }, client_id: 'w4' },
      { type: 'shout', text: 'Hello', client_id: 'w5' },
    ];
    for (const message of wrong) client.send(message);
    client.send('{"type":"message","text":"Hello","client_id":"\\ud800"}');
    client.send({ type: 'message', text: 'Right', client_id: 'r1', __proto__: null, more: 1 });
    await client.untilType('message');
    const errors = client.ofType('error').map(({ data }) => data);
    expect(errors.map((error) => error.client_id).slice(0, 5)).toEqual([
      'w1',
      'w2',
      'w3',
      'w4',
      'w5',
    ]);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['request.invalid']));
    // Nothing stands below: the message says itself what is wrong.
    expect(errors.map(({ message }) => message).slice(0, 5)).toEqual([
      'text: This is too short or empty.',
      'text: This is too long or too large: 4000 at most.',
      'text: This is missing, or not of the kind expected here.',
      'text: This is missing, or not of the kind expected here.',
      'type: This is none of the values accepted here.',
    ]);
    expect(client.ofType('message').map(({ data }) => data.client_id)).toEqual(['r1']);
  });
});

describe('who may come in', () => {
  it('is told apart: unknown, not visible, not taking part', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    const leo = await signInSomebody(server, 'Léo');
    const { id } = await schedule(server, ana);
    await using stranger = new PlainClient(chatUrl(server.host, id, leo));
    await using lost = new PlainClient(chatUrl(server.host, ana.personId, ana));
    await using nonsense = new PlainClient(chatUrl(server.host, 'x', ana));
    expect(await stranger.untilClosed()).toBe(4404);
    expect(await lost.untilClosed()).toBe(4404);
    expect(await nonsense.untilClosed()).toBe(4404);
  });

  it('is closed within 2 s on every server when they are removed', async () => {
    await using database = await createTestDatabase();
    await using here = await startLive({ databaseUrl: database.ownerUrl });
    await using there = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(here);
    const bea = await signInSomebody(here, 'Bea');
    const { id } = await schedule(here, ana, [bea.personId]);
    await using beas = new PlainClient(chatUrl(there.host, id, bea));
    await using trpc = new TrpcClient({ host: () => here.host, person: bea });
    const frames = new TrpcFrames();
    trpc.api.live.meeting.subscribe({ meetingId: id }, frames.handlers);
    await Promise.all([beas.untilType('ready'), frames.until(() => frames.frames.length > 0)]);
    const at = Date.now();
    await update(here, ana, id, { participantIds: [] });
    expect(await beas.untilClosed()).toBe(4403);
    await frames.until(() => frames.error !== null);
    expect(Date.now() - at).toBeLessThan(2_000);
    await post(here, ana, id, 'Without Bea');
    expect(beas.ofType('message')).toEqual([]);
    beas.send({ type: 'message', text: 'Still here', client_id: 'b1' });
    await using again = new PlainClient(chatUrl(there.host, id, bea));
    expect(await again.untilClosed()).toBe(4404);
  });
});

describe('a deleted message', () => {
  it('is not said any more, neither from memory nor from the log', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    const { id } = await schedule(server, ana);
    const since = server.platform.tail.position;
    await using live = new PlainClient(chatUrl(server.host, id, ana));
    await live.untilType('ready');
    const { id: messageId } = await post(server, ana, id, 'Secret');
    const which = { messageId, meetingId: id };
    const by = { actorId: ana.personId };
    await editMessage(server.services, callerOf(ana), by, { ...which, text: 'Secret too' });
    await deleteMessage(server.services, callerOf(ana), by, which);
    await live.untilType('message.deleted');
    expect(live.ofType('message.edited')[0]?.data.text).toBe('Secret too');
    // A server that just started has nothing in memory.
    await using fresh = await startLive({ databaseUrl: database.ownerUrl });
    const whole: unknown[] = [];
    for (const { host } of [server, fresh]) {
      await using client = new PlainClient(chatUrl(host, id, ana, since));
      await client.untilType('live');
      const missed = client.frames.filter(({ type }) => said.has(type));
      expect(missed.map(({ type }) => type)).toEqual([
        'message',
        'message.edited',
        'message.deleted',
      ]);
      expect(JSON.stringify(client.frames)).not.toContain('Secret');
      const { deleted_at: deletedAt } = missed[2]?.data ?? {};
      expect(missed.map(({ data }) => data.deleted_at)).toEqual([deletedAt, deletedAt, deletedAt]);
      whole.push(missed);
    }
    expect(whole[0]).toEqual(whole[1]);
    expect(live.ofType('message.deleted')).toEqual((whole[0] as unknown[]).slice(2));
  });
});
