/** Gives out stored bytes: whole, in parts, or the word that the reader has them already. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ByteRange, Storage } from '#infra/storage/storage.ts';
import type { Services } from '../../services.ts';
import { sendRefusal } from '../problem.ts';
import { byteRangesOf, lengthOf } from './byte-range.ts';
import { judgePreconditions } from './preconditions.ts';

export interface SentObject {
  key: string;
  mimeType: string;
  /** Without quotes: changes when the bytes do. */
  version: string;
  /** Since when the bytes are these; null where that is not known. */
  modifiedAt: Date | null;
  cacheControl: string;
  disposition: string;
}

/** Nothing in a person's file may run, whatever it is taken for. */
const sandbox = "default-src 'none'; sandbox";

export async function sendObject(
  request: FastifyRequest,
  reply: FastifyReply,
  { storage, settings }: Pick<Services, 'storage' | 'settings'>,
  object: SentObject,
): Promise<FastifyReply> {
  const sizeBytes = await storage.sizeOf(object.key);
  if (sizeBytes === null) return sendRefusal(reply, { code: 'request.not_found' });
  const { modifiedAt } = object;
  const etag = `"${object.version}"`;
  const judgement = judgePreconditions(request.headers, { etag, modifiedAt });
  if (judgement === 'failed') {
    reply.header('cache-control', 'no-store');
    return sendRefusal(reply, { code: 'request.precondition_failed' });
  }
  reply.headers({
    etag,
    ...(modifiedAt ? { 'last-modified': modifiedAt.toUTCString() } : {}),
    'cache-control': object.cacheControl,
    'content-disposition': object.disposition,
    'content-security-policy': sandbox,
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
  });
  if (judgement === 'not modified') {
    return reply.code(304).send(request.method === 'HEAD' ? nothing() : undefined);
  }
  const ranges = byteRangesOf(wantedPart(request, etag), sizeBytes);
  if (ranges === 'unsatisfiable') {
    reply.headers({ 'content-range': `bytes */${sizeBytes}`, 'cache-control': 'no-store' });
    reply.removeHeader('content-disposition').removeHeader('etag').removeHeader('last-modified');
    return sendRefusal(reply, { code: 'request.range_not_satisfiable' });
  }
  reply.type(object.mimeType);
  // The proxy in front reads the file by itself, and cuts the parts out of it.
  if (settings.accelRedirect && request.method === 'GET' && !isJudgedAgain(request)) {
    const path = `${settings.accelRedirect}/${object.key}`;
    return reply.removeHeader('accept-ranges').header('x-accel-redirect', path).send();
  }
  if (ranges === 'whole') {
    reply.header('content-length', sizeBytes);
    if (request.method === 'HEAD') return reply.send(nothing());
    const bytes = await storage.open(object.key);
    return bytes ? reply.send(bytes) : sendRefusal(reply, { code: 'request.not_found' });
  }
  return sendParts(reply, storage, { ...object, ranges, sizeBytes });
}

/** The proxy would judge these by what its file system says of the file, and refuse what was met. */
function isJudgedAgain({ headers }: FastifyRequest): boolean {
  return 'if-match' in headers || 'if-unmodified-since' in headers;
}

/** For a HEAD an empty stream: of no payload Fastify would say that its length is zero. */
function nothing(): Readable {
  return Readable.from([]);
}

/** A HEAD has no parts (RFC 9110, 14.2), nor has a request that was made for other bytes. */
function wantedPart({ method, headers }: FastifyRequest, etag: string): string | undefined {
  const ifRange = headers['if-range'];
  const isForThese = ifRange === undefined || ifRange === etag;
  return method === 'GET' && isForThese ? headers.range : undefined;
}

interface Parts {
  key: string;
  mimeType: string;
  ranges: ByteRange[];
  sizeBytes: number;
}

async function sendParts(
  reply: FastifyReply,
  storage: Storage,
  { key, mimeType, ranges, sizeBytes }: Parts,
): Promise<FastifyReply> {
  reply.code(206);
  const [first, ...others] = ranges;
  if (first && others.length === 0) {
    reply.header('content-range', contentRange(first, sizeBytes));
    reply.header('content-length', lengthOf(first));
    const bytes = await storage.open(key, first);
    return bytes ? reply.send(bytes) : sendRefusal(reply, { code: 'request.not_found' });
  }
  const boundary = randomUUID();
  const heads = ranges.map((range) => {
    const head = `Content-Type: ${mimeType}\r\nContent-Range: ${contentRange(range, sizeBytes)}`;
    return Buffer.from(`\r\n--${boundary}\r\n${head}\r\n\r\n`);
  });
  const end = Buffer.from(`\r\n--${boundary}--\r\n`);
  const framing = heads.reduce((sum, head) => sum + head.length, end.length);
  const content = ranges.reduce((sum, range) => sum + lengthOf(range), 0);
  async function* body() {
    for (const [at, range] of ranges.entries()) {
      yield heads[at];
      const bytes = await storage.open(key, range);
      if (!bytes) throw new Error(`${key} was deleted while it was given out`);
      yield* bytes;
    }
    yield end;
  }
  return reply
    .type(`multipart/byteranges; boundary=${boundary}`)
    .header('content-length', framing + content)
    .send(Readable.from(body()));
}

function contentRange({ start, end }: ByteRange, sizeBytes: number): string {
  return `bytes ${start}-${end}/${sizeBytes}`;
}
