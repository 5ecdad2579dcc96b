import type { IncomingHttpHeaders } from 'node:http';

/** What the bytes are known by now. */
export interface Validators {
  etag: string;
  /** Null where nobody knows since when they are these: then no date is compared. */
  modifiedAt: Date | null;
}

/** What a request demands of the bytes before it has them, by the order of RFC 9110, 13.2.2. */
export function judgePreconditions(
  headers: IncomingHttpHeaders,
  { etag, modifiedAt }: Validators,
): 'met' | 'failed' | 'not modified' {
  const isNewerThan = (date: number | null) =>
    date === null || modifiedAt === null ? null : wholeSeconds(modifiedAt) > date;
  const match = headers['if-match'];
  if (match !== undefined) {
    if (!lists(match, etag)) return 'failed';
  } else if (isNewerThan(dateOf(headers['if-unmodified-since'])) === true) return 'failed';
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) {
    return lists(noneMatch.replaceAll('W/', ''), etag) ? 'not modified' : 'met';
  }
  return isNewerThan(dateOf(headers['if-modified-since'])) === false ? 'not modified' : 'met';
}

/** Ours is never weak, so a weak one in the list is another. */
function lists(header: string, etag: string): boolean {
  const versions = header.split(',').map((version) => version.trim());
  return versions.includes(etag) || versions.includes('*');
}

/** In milliseconds, of the one form that clients still write; any other says nothing. */
function dateOf(header: string | undefined): number | null {
  if (!header || !/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header)) return null;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : date;
}

/** A date in a header has no fractions. */
function wholeSeconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1_000) * 1_000;
}
