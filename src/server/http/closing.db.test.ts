import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '#server/server.ts';
import { register } from '#server/system/metrics.ts';
import { openTestApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/eventually.ts';
import { addPerson, password } from '#tests/support/sign-in.ts';

/** A connection to write requests on by hand; `text` is all that came back. */
function talkTo(url: string): Disposable & { socket: Socket; text: () => string } {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    received += chunk;
  });
  return { socket, text: () => received, [Symbol.dispose]: () => socket.destroy() };
}

test('at the end what runs gets its answer, and what idles or hangs holds nothing up', async () => {
  await using test = await openTestApp({ PORT: '0' });
  await addPerson(test, { email: 'ana@example.org' });
  const server = await startServer(test.services);
  onTestFinished(() => register.clear());
  using idle = talkTo(server.url);
  idle.socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n');
  await eventually(async () => expect(idle.text()).toContain('"ok"'));

  const body = JSON.stringify({ email: 'ana@example.org', password });
  using slow = talkTo(server.url);
  slow.socket.write(
    'POST /api/v1/auth/token HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n' +
      `content-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n${body.slice(0, 10)}`,
  );
  await eventually(async () => expect(slow.text()).toContain('100 Continue'));

  using stuck = talkTo(server.url);
  stuck.socket.write(
    'POST /api/v1/auth/token HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n' +
      'content-type: application/json\r\nexpect: 100-continue\r\n\r\n',
  );
  await eventually(async () => expect(stuck.text()).toContain('100 Continue'));

  const idleGone = once(idle.socket, 'close');
  const slowGone = once(slow.socket, 'close');
  const closed = server.close();
  await idleGone;
  // No longer listening, and what began before goes on.
  using refused = talkTo(server.url);
  const [error] = (await once(refused.socket, 'error')) as [Error];
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  slow.socket.write(body.slice(10));
  await slowGone;
  expect(slow.text()).toContain('200 OK');
  expect(slow.text()).toContain('"access"');
  expect(slow.text()).toContain('connection: close');
  expect(stuck.socket.closed).toBe(false);
  const stuckGone = once(stuck.socket, 'close');
  await closed;
  await stuckGone;
});
