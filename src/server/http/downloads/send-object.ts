import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Storage } from '#infra/storage/storage.ts';
import { sendRefusal } from '../problem.ts';
import { byteRangeOf } from './byte-range.ts';

export interface SentObject {
  key: string;
  mimeType: string;
  /** Without quotes: changes when the bytes do. */
  version: string;
  cacheControl: string;
  disposition: string;
}

/** Nothing in a person's file may run, whatever it is taken for. */
const sandbox = "default-src 'none'; sandbox";

/** Gives out stored bytes: whole, a part, or the word that the reader has them already. */
export async function sendObject(
  request: FastifyRequest,
  reply: FastifyReply,
  storage: Storage,
  object: SentObject,
): Promise<FastifyReply> {
  const sizeBytes = await storage.sizeOf(object.key);
  if (sizeBytes === null) return sendRefusal(reply, { code: 'request.not_found' });
  const etag = `"${object.version}"`;
  reply.headers({
    etag,
    'cache-control': object.cacheControl,
    'content-disposition': object.disposition,
    'content-security-policy': sandbox,
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
  });
  if (hasVersion(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const { range: wanted, 'if-range': ifRange } = request.headers;
  const isPartWanted = ifRange === undefined || ifRange === etag;
  const range = byteRangeOf(isPartWanted ? wanted : undefined, sizeBytes);
  if (range === 'unsatisfiable') {
    reply.headers({ 'content-range': `bytes */${sizeBytes}`, 'cache-control': 'no-store' });
    return sendRefusal(reply, { code: 'request.range_not_satisfiable' });
  }
  const isWhole = range === 'whole';
  const lengthBytes = isWhole ? sizeBytes : range.end - range.start + 1;
  reply.type(object.mimeType).header('content-length', lengthBytes);
  if (!isWhole) {
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`);
  }
  // An empty stream and not nothing: of nothing Fastify would say that its length is zero.
  if (request.method === 'HEAD') return reply.send(Readable.from([]));
  const bytes = await storage.open(object.key, isWhole ? undefined : range);
  return bytes ? reply.send(bytes) : sendRefusal(reply, { code: 'request.not_found' });
}

function hasVersion(header: string | undefined, etag: string): boolean {
  const versions = header?.split(',').map((version) => version.trim().replace(/^W\//, '')) ?? [];
  return versions.includes(etag) || versions.includes('*');
}
