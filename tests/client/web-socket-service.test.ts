/** The plain sockets' client against a real server, cut and refused as the world does it. */
import { SignJWT } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { type GetToken, tokenAccess } from '#client/api/access.ts';
import { serverAddress } from '#client/api/server-address.ts';
import { type ConnectionState, openPlainChannel } from '#client/live/plain-channel.ts';
import { type Connection, createWebSocketService } from '#client/live/web-socket-service.ts';
import { eventually } from '#tests/support/eventually.ts';
import {
  endSessionOf,
  notify,
  type RunningLive,
  type SignedInPerson,
  signInSomebody,
  startLive,
} from '#tests/support/live.ts';
import { schedule } from '#tests/support/meetings.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

const open: Connection[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
});

function serviceOf(server: RunningLive, getToken: GetToken) {
  return createWebSocketService({ apiBaseUrl: `http://${server.host}/api/v1`, getToken });
}

/** Follows a person's notifications and keeps what came. */
function follow(service: ReturnType<typeof serviceOf>, personId: string) {
  const states: ConnectionState[] = [];
  const titles: string[] = [];
  const counts: number[] = [];
  const connection = service.connectToUserNotifications(personId, {
    onConnectionChange: (state) => states.push(state),
    onNotification: ({ title }) => titles.push(title),
    onUnreadCount: (count) => counts.push(count),
  });
  open.push(connection);
  const reach = (state: ConnectionState) =>
    eventually(() => {
      expect(states.at(-1)).toBe(state);
    });
  return { states, titles, counts, connection, reach };
}

/** A token that ends when the test says so. */
function tokenUntil({ services }: RunningLive, person: SignedInPerson, endsAtMs: number) {
  return new SignJWT({ sid: person.sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(person.personId)
    .setIssuedAt()
    .setExpirationTime(Math.floor(endsAtMs / 1000))
    .sign(services.signingKeys.access);
}

test('resumes from its last position after each cut, and two listeners share a socket', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({ databaseUrl: database.ownerUrl });
  const ana = await signInSomebody(server);
  const service = serviceOf(server, async () => ana.accessToken);
  const first = follow(service, ana.personId);
  const second = follow(service, ana.personId);
  await first.reach('live');
  const third = follow(service, ana.personId);
  expect([third.states, third.counts]).toEqual([['live'], [0]]);
  third.connection.close();
  expect(server.live.core.hub.sockets.size).toBe(1);
  const sent: string[] = [];
  const send = async () => {
    sent.push(`note ${sent.length}`);
    const { eventIds } = await notify(server.platform, ana.personId, { title: sent.at(-1) ?? '' });
    await server.platform.tail.whenVisible(eventIds, 10_000);
  };
  await send();
  for (let cut = 0; cut < 3; cut += 1) {
    for (const socket of server.live.core.hub.sockets) socket.ws.terminate();
    await first.reach('stale');
    await send();
    await send();
    await first.reach('live');
  }
  server.live.core.hub.closeAll(1012, 'the server restarts');
  await send();
  await eventually(() => {
    expect(first.titles).toEqual(sent);
    expect(second.titles).toEqual(sent);
  });
  expect(first.counts.at(-1)).toBe(sent.length);
  expect(first.states.slice(0, 5)).toEqual(['connecting', 'live', 'stale', 'catching-up', 'live']);

  first.connection.close();
  expect(first.states.at(-1)).toBe('closed');
  await send();
  await eventually(() => expect(second.titles).toEqual(sent));
  expect(first.titles).toHaveLength(sent.length - 1);
  second.connection.close();
  await eventually(() => expect(server.live.core.hub.sockets.size).toBe(0));
});

test('what is refused for good is not asked for again', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({ databaseUrl: database.ownerUrl });
  const [ana, leo] = [await signInSomebody(server), await signInSomebody(server, 'Leo')];
  let asked = 0;
  const service = serviceOf(server, async () => {
    asked += 1;
    return ana.accessToken;
  });
  const others = follow(service, leo.personId);
  await others.reach('closed');
  expect(others.states).toEqual(['connecting', 'closed']);
  expect(asked).toBe(1);
});

test('a refused token is renewed once; without another the connection is closed', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({ databaseUrl: database.ownerUrl });
  const ana = await signInSomebody(server);
  const requests: boolean[] = [];
  const service = serviceOf(server, async ({ renew }) => {
    requests.push(renew);
    return renew ? ana.accessToken : 'spoilt';
  });
  const followed = follow(service, ana.personId);
  await followed.reach('live');
  expect(requests).toEqual([false, true]);

  // Its session ends: the token that is got instead is refused as well.
  await endSessionOf(server.platform, ana);
  await followed.reach('closed');
  expect(requests).toEqual([false, true, true]);
});

test('a token is renewed on the open socket before it ends', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({ databaseUrl: database.ownerUrl });
  const ana = await signInSomebody(server);
  const first = await tokenUntil(server, ana, Date.now() + 61_500);
  const service = serviceOf(server, async ({ renew }) => (renew ? ana.accessToken : first));
  const followed = follow(service, ana.personId);
  await followed.reach('live');
  const lastsMs = () =>
    Math.max(...[...server.live.core.hub.sockets].map(({ caller }) => caller.expiresAtMs)) -
    Date.now();
  expect(lastsMs()).toBeLessThan(62_000);
  await eventually(() => expect(lastsMs()).toBeGreaterThan(600_000));
  expect(followed.states).toEqual(['connecting', 'live']);
});

test('a position that the log cannot serve begins anew', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({ databaseUrl: database.ownerUrl });
  const ana = await signInSomebody(server);
  const states: ConnectionState[] = [];
  const types: string[] = [];
  open.push(
    openPlainChannel({
      server: serverAddress({ apiBaseUrl: `http://${server.host}/api/v1` }),
      access: tokenAccess(async () => ana.accessToken),
      path: `/ws/notifications/${ana.personId}/`,
      since: '999999',
      onState: (state) => states.push(state),
      onFrame: ({ type }) => types.push(type),
    }),
  );
  await eventually(() => expect(states.at(-1)).toBe('live'));
  await notify(server.platform, ana.personId);
  await eventually(() => expect(types).toEqual(['ready', 'notification']));
});

test('what was said while the line was down is there afterwards, once', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({ databaseUrl: database.ownerUrl });
  const [ana, leo] = [await signInSomebody(server), await signInSomebody(server, 'Leo')];
  const meeting = await schedule(server, ana, [leo.personId]);
  const enter = (person: SignedInPerson) => {
    const states: ConnectionState[] = [];
    const said: string[] = [];
    const typing: string[] = [];
    const connection = serviceOf(server, async () => person.accessToken).connectToMeetingChat(
      meeting.id,
      {
        onConnectionChange: (state) => states.push(state),
        onMessage: ({ text }) => said.push(text),
        onTyping: ({ name }) => typing.push(name),
      },
    );
    open.push(connection);
    const reach = (state: ConnectionState) =>
      eventually(() => {
        expect(states.at(-1)).toBe(state);
      });
    return { connection, states, said, typing, reach };
  };
  const anas = enter(ana);
  // Before there is a line at all.
  anas.connection.sendMessage('one');
  const leos = enter(leo);
  await anas.reach('live');
  await leos.reach('live');
  await eventually(() => expect(anas.said).toEqual(['one']));
  anas.connection.sendTyping();
  await eventually(() => expect(leos.typing).toEqual(['Ana']));

  for (const socket of server.live.core.hub.sockets) socket.ws.terminate();
  anas.connection.sendMessage('two');
  await anas.reach('stale');
  anas.connection.sendMessage('three');
  await anas.reach('live');
  await eventually(() => {
    expect(anas.said.toSorted()).toEqual(['one', 'three', 'two']);
    expect(leos.said.filter((text) => text !== 'one').toSorted()).toEqual(['three', 'two']);
  });
});

test('whoever listens to a meeting second is told what was said and who is there as well', async () => {
  await using database = await createTestDatabase();
  await using server = await startLive({ databaseUrl: database.ownerUrl });
  const ana = await signInSomebody(server);
  const meeting = await schedule(server, ana, []);
  const service = serviceOf(server, async () => ana.accessToken);
  const listen = () => {
    const said: string[] = [];
    const connection = service.connectToMeetingChat(meeting.id, {
      onReady: ({ messages, participants }) =>
        said.push(...messages.map(({ text }) => text), ...participants.map(({ name }) => name)),
      onMessage: ({ text }) => said.push(text),
    });
    open.push(connection);
    return { said, connection };
  };
  const first = listen();
  first.connection.sendMessage('one');
  await eventually(() => expect(first.said).toContain('one'));
  const second = listen();
  await eventually(() => expect(second.said).toEqual(expect.arrayContaining(['one', 'Ana'])));
  first.connection.close();
  second.connection.sendMessage('two');
  await eventually(() => expect(second.said.at(-1)).toBe('two'));
});
