/**
 * The chain: hash(0) is 32 zero bytes, hash(n) = SHA-256(hash(n-1) || n || digest(n)), n as eight
 * bytes, big-endian. The sequencer computes it in SQL (`log.chain`), verification computes it
 * here, so neither is trusted alone. A digest covers the event as stored, ciphertexts included:
 * erasing a person's key changes no hash.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';

export const genesisHash: Uint8Array = new Uint8Array(32);

export interface DigestedEvent {
  stream: string;
  version: number;
  type: string;
  typeVersion: number;
  data: unknown;
  metadata: unknown;
  /** RFC 3339, UTC, milliseconds. */
  occurredAt: string;
}

/** Of all that is stored of an event but its position, which it gets later. */
export function eventDigest(event: DigestedEvent): Buffer {
  const { stream, version, type, typeVersion, data, metadata, occurredAt } = event;
  return createHash('sha256')
    .update(canonicalJson({ stream, version, type, typeVersion, data, metadata, occurredAt }))
    .digest();
}

/** Of a position: what all before it came to, the position, and its event. */
export function chainHash(previous: Uint8Array, position: number, digest: Uint8Array): Buffer {
  const place = Buffer.alloc(8);
  place.writeBigInt64BE(BigInt(position));
  return createHash('sha256').update(previous).update(place).update(digest).digest();
}
