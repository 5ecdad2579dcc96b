/**
 * One address in front of several servers: nginx with the very text of docs/self-hosting.md where it
 * is installed, elsewhere a forwarder of our own that asks the servers in turn.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Front extends AsyncDisposable {
  /** `127.0.0.1:<port>` */
  host: string;
  kind: 'nginx' | 'forwarder';
}

export const hasNginx = spawnSync('nginx', ['-v']).status === 0;

export function openFront(ports: readonly number[]): Promise<Front> {
  return hasNginx ? openNginx(ports) : openForwarder(ports);
}

/** Ports that were free a moment ago, for servers that have to be found again. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  const ports: number[] = [];
  for (const server of servers) {
    if (!server.listening) await once(server, 'listening');
    ports.push((server.address() as AddressInfo).port);
  }
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** The texts for nginx in docs/self-hosting.md: the site, and what has it give out the files' bytes. */
export async function nginxTexts(): Promise<{ site: string; storedFiles: string }> {
  const guide = await readFile(new URL('../../docs/self-hosting.md', import.meta.url), 'utf8');
  const [site, storedFiles] = [...guide.matchAll(/```nginx\n(.*?)```/gs)].map(([, text]) => text);
  if (!site || !storedFiles) throw new Error('docs/self-hosting.md has no texts for nginx');
  return { site, storedFiles };
}

async function openNginx(ports: readonly number[]): Promise<Front> {
  const servers = ports.map((one) => `server 127.0.0.1:${one} max_fails=0;`).join(' ');
  const { site } = await nginxTexts();
  return runNginx(site.replace('server 127.0.0.1:8000 max_fails=0;', servers));
}

/** A real nginx with this site on a port of its own, reading files as whoever runs the tests. */
export async function runNginx(text: string): Promise<Front> {
  const [port = 0] = await freePorts(1);
  const site = text.replace('listen 80;', `listen 127.0.0.1:${port};`);
  const folder = await mkdtemp(join(tmpdir(), 'ecosystia-nginx-'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join('\n');
  await writeFile(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''} pid ${folder}/pid; error_log ${folder}/error.log; daemon off;
     events { worker_connections 10000; }
     http { access_log off; ${temporary}\n${site} }`,
  );
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const exited = once(child, 'exit');
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`nginx did not start: ${said}`);
  }
  return {
    host: `127.0.0.1:${port}`,
    kind: 'nginx',
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const outcome = await Promise.race([
    once(socket, 'connect').then(() => true),
    // Refused: it is not there yet.
    once(socket, 'close').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return outcome;
}

async function openForwarder(ports: readonly number[]): Promise<Front> {
  const open = new Set<Socket>();
  let turn = 0;
  const forward = (client: Socket, tries: number) => {
    const upstream = connect(ports[turn++ % ports.length] as number, '127.0.0.1');
    upstream.once('connect', () => {
      client.pipe(upstream).pipe(client);
    });
    upstream.on('error', () => {
      if (tries > 1 && upstream.bytesWritten === 0) forward(client, tries - 1);
      else client.destroy();
    });
    upstream.on('close', (failed) => {
      if (!failed) client.destroy();
    });
    client.on('error', () => upstream.destroy());
    client.on('close', () => upstream.destroy());
  };
  const server = createServer((client) => {
    open.add(client);
    client.on('close', () => open.delete(client));
    forward(client, ports.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    kind: 'forwarder',
    async [Symbol.asyncDispose]() {
      for (const client of open) client.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
