/**
 * Pictures of two megapixels, accepted and checked: from the first request to the last answer, by a
 * server in a process of its own, on the bench's Postgres; thumbnails are a worker's, which is not running.
 * Beside it the earlier Django build at `PEER_URL`, by the same client in turns, with or without its own
 * worker as whoever started it chose; left out where it is unset.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { administrator, startProduct } from '#tests/support/product.ts';
import { jpeg } from '#tests/support/pictures.ts';
import { signIn } from '#tests/support/rest.ts';
import { startClients } from '../support/clients.ts';
import type { BenchDatabase } from '../support/database.ts';
import { type BenchResult, compare, type Round } from '../support/result.ts';
import type { UploadAnswer, UploadRequest } from './uploader.ts';

const size = { width: 1_632, height: 1_224 };
const pictures = 96;
const rounds = 3;
/** Before the first: what a server takes in while V8 still compiles its code costs half as much again. */
const warmUpRounds = 5;
const atOnce = 8;
const path = '/api/v1/core/files/upload/';

export async function benchUploadsAgainstPeer(database: BenchDatabase): Promise<BenchResult[]> {
  const peerUrl = process.env.PEER_URL;
  if (!peerUrl) return [];
  await using product = await startProduct({
    DATABASE_URL: database.url,
    ROLE: 'server',
    LOG_LEVEL: 'error',
  });
  const picture = join(product.dataDir, 'photo.jpg');
  await writeFile(picture, await jpeg(size));
  const module = new URL('uploader.ts', import.meta.url);
  await using uploader = await startClients<UploadRequest, UploadAnswer>(module, {});
  const send = async (origin: string, token: string): Promise<Round> => {
    // What a side leaves for the system to write, the other one's first sync would have to wait for.
    await promisify(execFile)('sync');
    const request = { url: `${origin}${path}`, token, picture, times: pictures, atOnce };
    const { ids, tookMs, latenciesMs } = await uploader.ask({ ...request, field: 'file' });
    return { value: ids.length / (tookMs / 1_000), latenciesMs };
  };
  const { access } = await signIn(product.url, administrator);
  const peer = (await (await fetch(`${peerUrl}/api/token/1/`)).json()) as { token: string };
  for (let round = 0; round < warmUpRounds; round += 1) await send(product.url, access);
  return [
    await compare({
      scenario: 'uploads accepted and checked',
      unit: 'pictures/s',
      rounds,
      product: () => send(product.url, access),
      bare: () => send(peerUrl, peer.token),
    }),
  ];
}
