import { describe, expect, it } from 'vitest';
import { personDecider } from '#domain/people/person.decider.ts';
import { commitCommand } from '#server/commit.ts';
import { type SignedInPerson, signInSomebody, startLive } from '#tests/support/live.ts';
import { PlainClient } from '#tests/support/live-clients.ts';
import { chatUrl, post, schedule } from '#tests/support/meetings.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { announceTyping } from './typing.ts';

const callerOf = ({ personId }: SignedInPerson) => ({ personId, role: 'member' }) as const;

describe('who is typing', () => {
  it('is told on every server, once in a while, of who wants it', async () => {
    await using database = await createTestDatabase();
    await using here = await startLive({ databaseUrl: database.ownerUrl });
    await using there = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(here);
    const bea = await signInSomebody(here, 'Bea');
    const leo = await signInSomebody(here, 'Léo');
    const { id } = await schedule(here, ana, [bea.personId, leo.personId]);
    await using anas = new PlainClient(chatUrl(here.host, id, ana));
    await using beas = new PlainClient(chatUrl(there.host, id, bea));
    await Promise.all([anas.untilType('ready'), beas.untilType('ready')]);
    for (let count = 0; count < 10; count += 1) beas.send({ type: 'typing' });
    const user = { id: bea.personId, name: 'Bea', avatar_url: null };
    const frame = { type: 'typing', position: Number.NaN, data: { user } };
    expect(await anas.untilType('typing')).toEqual(frame);
    expect(await beas.untilType('typing')).toEqual(frame);

    const { personId } = leo;
    await commitCommand(
      here.platform,
      { actorId: personId },
      {
        decider: personDecider,
        id: personId,
        command: { type: 'ShareTyping', shared: false },
      },
    );
    expect(await announceTyping(here.platform, callerOf(leo), id)).toMatchObject({ ok: true });
    // What was said after it has come, and it has not.
    expect(await announceTyping(here.platform, callerOf(ana), id)).toMatchObject({ ok: true });
    await beas.untilType('typing', 2);
    const typists = beas.ofType('typing').map(({ data }) => (data.user as { id: string }).id);
    expect(typists).toEqual([bea.personId, ana.personId]);
    expect(anas.ofType('typing')).toEqual(beas.ofType('typing'));
    expect(beas.ofType('error')).toEqual([]);
  });

  it('is nobody’s to tell who may not enter', async () => {
    await using database = await createTestDatabase();
    await using server = await startLive({ databaseUrl: database.ownerUrl });
    const ana = await signInSomebody(server);
    const leo = await signInSomebody(server, 'Léo');
    const { id } = await schedule(server, ana);
    const refused = await announceTyping(server.platform, callerOf(leo), id);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'request.not_found' } });
  });

  it('stays on its own server without NOTIFY, and nothing else is missing', async () => {
    await using database = await createTestDatabase();
    const options = { databaseUrl: database.ownerUrl, notify: false };
    await using here = await startLive(options);
    await using there = await startLive(options);
    const ana = await signInSomebody(here);
    const { id } = await schedule(here, ana);
    await using anas = new PlainClient(chatUrl(here.host, id, ana));
    await using other = new PlainClient(chatUrl(here.host, id, ana));
    await using elsewhere = new PlainClient(chatUrl(there.host, id, ana));
    await Promise.all([anas, other, elsewhere].map((client) => client.untilType('ready')));
    await expect.poll(() => here.live.core.hub.joinedCount(`meeting:${id}`)).toBe(2);
    anas.send({ type: 'typing' });
    await other.untilType('typing');
    await post(here, ana, id, 'Hello');
    await elsewhere.untilType('message');
    expect(elsewhere.ofType('typing')).toEqual([]);
  });
});
