/**
 * Links to a file's bytes that work in an `<img>`: whoever has one may read that one rendition
 * until it expires, and as long as the reader whom it was made for may. The end of a link's life is
 * rounded up to a full hour, so that the same link is given out for an hour and a browser's cache
 * knows it again.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** `picture` is the file as it is given out, the others its thumbnails. */
export const fileVariants = ['picture', '150', '300', '600'] as const;
export type FileVariant = (typeof fileVariants)[number];

const hourSeconds = 3600;
/** A link lives at least this long, and at most an hour more. */
const minLifeSeconds = hourSeconds;

export interface LinkedVariant {
  fileId: string;
  variant: FileVariant;
  /** Whom the link was made for. */
  readerId: string;
}

export interface SignedFileLink extends LinkedVariant {
  /** Seconds since the epoch. */
  expires: number;
  signature: string;
}

export class FileLinks {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** A path that ends with its signature. */
  pathTo(linked: LinkedVariant, now = Date.now()): string {
    const { fileId, variant, readerId } = linked;
    const earliest = now / 1000 + minLifeSeconds;
    const expires = Math.ceil(earliest / hourSeconds) * hourSeconds;
    const signature = this.#sign(linked, expires);
    return `/media/${fileId}/${variant}?for=${readerId}&expires=${expires}&signature=${signature}`;
  }

  /** Whether this process's key made the link and its time is not over. */
  isValid(link: SignedFileLink, now = Date.now()): boolean {
    const given = Buffer.from(link.signature);
    const expected = Buffer.from(this.#sign(link, link.expires));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
    return link.expires * 1000 > now;
  }

  #sign({ fileId, variant, readerId }: LinkedVariant, expires: number): string {
    const signed = `${fileId}/${variant}/${readerId}/${expires}`;
    return createHmac('sha256', this.#key).update(signed).digest('base64url');
  }
}
