import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Settings } from '#infra/env/settings.ts';

export interface S3Server extends AsyncDisposable {
  settings: NonNullable<Settings['s3']>;
  /** One more bucket, empty. */
  newBucket: () => Promise<NonNullable<Settings['s3']>>;
  /** Where it has the objects of its buckets. */
  folder: string;
}

const program = fileURLToPath(import.meta.resolve('s3rver/bin/s3rver.js'));
const bucket = 'ecosystia';

/** A server that speaks S3, with one empty bucket, gone with its objects when disposed of. */
export async function startS3Server(): Promise<S3Server> {
  await using starting = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'ecosystia-s3-'));
  starting.defer(() => rm(folder, { recursive: true, force: true }));
  const server = spawn(
    process.execPath,
    // It enciphers its continuation tokens by DES, which OpenSSL keeps for those who ask.
    [
      '--openssl-legacy-provider',
      program,
      '-a',
      '127.0.0.1',
      '-p',
      '0',
      '-d',
      folder,
      '--configure-bucket',
      bucket,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(server, 'exit');
  starting.defer(async () => {
    server.kill();
    await ended;
  });
  const port = await Promise.race([
    portOf(createInterface({ input: server.stdout })),
    ended.then(() => {
      throw new Error('the S3 server ended before it listened');
    }),
  ]);
  // It tells of every request, and would wait for somebody to read that.
  server.stdout.resume();
  const started = starting.move();
  const settings = {
    bucket,
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    forcePathStyle: true,
  };
  return {
    settings,
    folder,
    newBucket: async () => {
      const name = `ecosystia-${randomUUID()}`;
      const { accessKeyId, secretAccessKey, ...where } = settings;
      const credentials = { accessKeyId, secretAccessKey };
      const client = new S3Client({ ...where, credentials });
      await client.send(new CreateBucketCommand({ Bucket: name }));
      client.destroy();
      return { ...settings, bucket: name };
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

async function portOf(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const port = /listening on \S*:(\d+)/i.exec(line)?.[1];
    if (port) return port;
  }
  throw new Error('the S3 server does not say where it listens');
}
