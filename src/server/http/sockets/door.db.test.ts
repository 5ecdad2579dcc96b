/** What is looked at before a socket is let in, on the product as people run it. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PlainClient } from '#tests/support/live-clients.ts';
import { administrator, type RunningProduct, startProduct } from '#tests/support/product.ts';
import { signIn } from '#tests/support/rest.ts';

let product: RunningProduct;
let behindProxy: RunningProduct;
let access: string;
let userId: string;
const held = new AsyncDisposableStack();
beforeAll(async () => {
  product = held.use(await startProduct());
  const { databaseUrl } = product;
  const environment = { DATABASE_URL: databaseUrl, TRUST_PROXY: '127.0.0.2' };
  behindProxy = held.use(await startProduct(environment));
  const signedIn = await signIn(product.url, administrator);
  access = signedIn.access;
  userId = signedIn.user.id;
});
afterAll(() => held.disposeAsync());

/** Writes what is given, and returns what came until the other side ended it. */
async function answerTo(text: string): Promise<string> {
  const { hostname, port } = new URL(product.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString();
  });
  socket.on('error', () => {});
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

function upgrade(path: string, headers: Record<string, string> = {}): string {
  const all = {
    Host: 'localhost',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

it.each([
  ['another path', upgrade('/ws/nowhere/'), 404],
  ['no path', upgrade('*'), 404],
  ['a path that is no address', upgrade('//'), 404],
  ['a long path', upgrade(`/ws/system/?token=${'x'.repeat(8_100)}`), 414],
  ['long headers', upgrade('/ws/system/', { 'X-Long': 'x'.repeat(20_000) }), 431],
  ['no key', upgrade('/trpc', { 'Sec-WebSocket-Key': '' }), 400],
  ['an old version', upgrade('/trpc', { 'Sec-WebSocket-Version': '6' }), 400],
  ['no HTTP', 'nonsense\r\n\r\n', 400],
])('an upgrade with %s is answered %#', async (_, request, status) => {
  expect(await answerTo(request)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

it('headers that do not come to an end are not waited for longer than 5 s', async () => {
  const startedAt = performance.now();
  await answerTo('GET /trpc HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n');
  expect(performance.now() - startedAt).toBeLessThan(7_500);
});

it('an offer of HTTP/2 is answered in HTTP/1.1', async () => {
  const headers = { Connection: 'Upgrade, HTTP2-Settings, close', Upgrade: 'h2c' };
  const answer = await answerTo(upgrade('/healthz', { ...headers, 'HTTP2-Settings': 'AAMAAABk' }));
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

it('another host’s Origin counts only where a trusted proxy says that host was asked for', async () => {
  const origin = 'https://team.example';
  const headers = { origin, 'x-forwarded-host': 'team.example', 'x-forwarded-proto': 'https' };
  const codeOf = async (running: RunningProduct, localAddress: string) => {
    const { host } = new URL(running.url);
    const url = `ws://${host}/ws/notifications/${userId}/?token=${access}`;
    await using client = new PlainClient(url, { headers, localAddress });
    await client.until(() => client.closed !== null || client.frames.length > 0);
    return client.closed?.code ?? 'let in';
  };
  expect(await codeOf(product, '127.0.0.2')).toBe(1008);
  expect(await codeOf(behindProxy, '127.0.0.1')).toBe(1008);
  expect(await codeOf(behindProxy, '127.0.0.2')).toBe('let in');
});
