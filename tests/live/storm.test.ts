/** Everybody loses the connection at once, and comes back at once, to the other of two servers. */
import { expect, it } from 'vitest';
import { notify, signInSomebody, startLive } from '#tests/support/live.ts';
import { PlainClient, type ReceivedFrame } from '#tests/support/live-clients.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

const sockets = 200;
const before = 10;
const meanwhile = 20;
const after = 10;

it(`${sockets} sockets cut at once come back without a loss or a repetition`, {
  timeout: 120_000,
}, async () => {
  await using database = await createTestDatabase();
  const databaseUrl = database.ownerUrl;
  // Too little in memory for what is missed: they read it from the log.
  const recent = { maxFrames: 5, maxCharacters: 5_000 };
  await using one = await startLive({ databaseUrl, recent });
  await using other = await startLive({ databaseUrl, recent });
  const ana = await signInSomebody(one);
  const path = `/ws/notifications/${ana.personId}/?token=${ana.accessToken}`;
  const open = (host: string, since?: number) =>
    new PlainClient(`ws://${host}${path}${since === undefined ? '' : `&since=${since}`}`);
  const tell = async (count: number) => {
    for (let told = 0; told < count; told += 1) await notify(one.platform, ana.personId);
  };

  const first = Array.from({ length: sockets }, (_, index) => open((index % 2 ? one : other).host));
  await Promise.all(first.map((client) => client.untilType('ready')));
  await tell(before);
  await Promise.all(first.map((client) => client.untilType('notification', before)));
  for (const client of first) client.ws.terminate();
  await tell(meanwhile);
  const second = first.map((client, index) =>
    open((index % 2 ? other : one).host, client.frames.at(-1)?.position),
  );
  const ending = tell(after);
  await Promise.all(second.map((client) => client.untilType('live')));
  await ending;
  const missed = meanwhile + after;
  await Promise.all(second.map((client) => client.untilType('notification', missed)));

  const expected = second[0]?.ofType('notification').map(positionOf) ?? [];
  expect(new Set(expected).size).toBe(missed);
  expect(expected).toEqual(expected.toSorted((a, b) => a - b));
  for (const [index, client] of second.entries()) {
    expect(client.ofType('notification').map(positionOf), `socket ${index}`).toEqual(expected);
    client.ws.close();
  }
});

function positionOf({ position }: ReceivedFrame): number {
  return position;
}
