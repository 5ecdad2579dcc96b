import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { listenProblem } from './listen-problem.ts';
import { StartupProblem } from './startup-problem.ts';

test('a port already taken names PORT', async () => {
  const first = createServer().listen(0, '127.0.0.1');
  await once(first, 'listening');
  const address = first.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const problem = listenProblem(await failure(createServer(), port, '127.0.0.1'), {
    host: '127.0.0.1',
    port,
  });
  first.close();
  expect(problem).toBeInstanceOf(StartupProblem);
  expect(String(problem)).toContain(`PORT: ${port} on 127.0.0.1 is already taken`);
});

test('an address of another machine names HOST', async () => {
  const where = { host: '192.0.2.1', port: 0 };
  const problem = listenProblem(await failure(createServer(), where.port, where.host), where);
  expect(String(problem)).toContain('HOST: 192.0.2.1 is not an address of this machine');
});

test('anything else stays what it is', () => {
  const error = new Error('else');
  expect(listenProblem(error, { host: '127.0.0.1', port: 1 })).toBe(error);
});

async function failure(server: Server, port: number, host: string): Promise<unknown> {
  server.listen(port, host);
  const [error] = (await once(server, 'error')) as [Error];
  return error;
}
