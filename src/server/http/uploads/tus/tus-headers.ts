/** The headers of tus 1.0, read as the protocol has them. */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { FieldFault } from '#domain/kernel/result.ts';
import { RefusalError } from '../../refusal-error.ts';

export const tusVersion = '1.0.0';
export const tusExtensions = 'creation,creation-with-upload,termination,expiration';
export const partType = 'application/offset+octet-stream';

export function requireTusVersion({ headers }: FastifyRequest): void {
  if (headers['tus-resumable'] !== tusVersion) throw new RefusalError({ code: 'upload.version' });
}

/** A count of bytes: decimal digits and nothing else. */
export function byteCount(headers: IncomingHttpHeaders, name: string): number {
  const given = headers[name];
  if (given === undefined) throw invalidHeader({ field: name, code: 'invalid_type' });
  const count = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
  if (Number.isNaN(count)) throw invalidHeader({ field: name, code: 'invalid_format' });
  return count;
}

/** `key base64,key base64,key`: each key once, a key alone for an empty value. */
export function metadataIn(header: string): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const pair of header.split(',')) {
    const [key = '', value = '', ...more] = pair.trim().split(' ');
    if (key === '' && header.trim() === '') break;
    const isWhole = key !== '' && more.length === 0 && !Object.hasOwn(metadata, key);
    const bytes = Buffer.from(value, 'base64');
    // Node reads anything as base64; only what reads the same when written again was base64.
    const isBase64 = bytes.toString('base64').replace(/=+$/, '') === value.replace(/=+$/, '');
    if (!isWhole || !isBase64) {
      throw invalidHeader({ field: 'Upload-Metadata', code: 'invalid_format' });
    }
    metadata[key] = bytes.toString();
  }
  return metadata;
}

function invalidHeader(fault: FieldFault): RefusalError {
  return new RefusalError({ code: 'request.invalid', errors: [fault] });
}

/** Whether the caller wants to see what was made (RFC 7240), not only to hear that it was. */
export function wantsEntity({ headers }: FastifyRequest): boolean {
  return /(^|[,;\s])return=representation\b/.test([headers.prefer ?? ''].flat().join(','));
}
