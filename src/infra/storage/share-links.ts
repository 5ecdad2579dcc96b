/**
 * What stands in a link that somebody is given: a share's id, and proof that it was made here. So
 * the link can be shown again to those who made it, and is stored nowhere. A grant is what a visitor
 * gets for one download: with it the bytes can be had, in parts too, for some minutes.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const proofBytes = 16;
const grantSeconds = 10 * 60;

export interface Grant {
  shareId: string;
  /** Seconds since the epoch. */
  expires: number;
  signature: string;
}

export class ShareLinks {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  tokenOf(shareId: string): string {
    const id = Buffer.from(shareId.replaceAll('-', ''), 'hex');
    return Buffer.concat([id, this.#proof(`share/${shareId}`)]).toString('base64url');
  }

  /** Null for what was not made here. */
  shareIdOf(token: string): string | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== 16 + proofBytes || bytes.toString('base64url') !== token) return null;
    const hex = bytes.toString('hex', 0, 16);
    const shareId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return timingSafeEqual(bytes.subarray(16), this.#proof(`share/${shareId}`)) ? shareId : null;
  }

  grant(shareId: string, now = Date.now()): Grant {
    const expires = Math.floor(now / 1000) + grantSeconds;
    return { shareId, expires, signature: this.#signature(shareId, expires) };
  }

  isGranted({ shareId, expires, signature }: Grant, now = Date.now()): boolean {
    const given = Buffer.from(signature);
    const expected = Buffer.from(this.#signature(shareId, expires));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
    return expires * 1000 > now;
  }

  #signature(shareId: string, expires: number): string {
    return this.#proof(`grant/${shareId}/${expires}`, 32).toString('base64url');
  }

  #proof(what: string, length = proofBytes): Buffer {
    return createHmac('sha256', this.#key).update(what).digest().subarray(0, length);
  }
}
