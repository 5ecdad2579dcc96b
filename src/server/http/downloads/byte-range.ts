import type { ByteRange } from '#infra/storage/storage.ts';

/** More are answered with everything: nobody needs them, and each costs a look at the storage. */
const maxRanges = 16;
const rangeForm = /^(\d{0,15})-(\d{0,15})$/;

/**
 * The ranges of a Range header (RFC 9110) that a file has; `whole` where there is none that is
 * understood, or where they are so many or so large that all of it is less, `unsatisfiable` where
 * the file has none of them.
 */
export function byteRangesOf(
  header: string | undefined,
  sizeBytes: number,
): ByteRange[] | 'whole' | 'unsatisfiable' {
  const set = /^bytes=(.*)$/i.exec(header?.trim() ?? '')?.[1];
  if (set === undefined) return 'whole';
  const wanted = set.split(',').map((one) => one.trim());
  const given = wanted.filter(Boolean);
  if (given.length === 0 || given.length > maxRanges) return 'whole';
  const ranges = given.map((one) => rangeIn(one, sizeBytes));
  if (ranges.includes('malformed')) return 'whole';
  const had = ranges.filter((range) => typeof range === 'object');
  if (had.length === 0) return 'unsatisfiable';
  const bytes = had.reduce((sum, range) => sum + lengthOf(range), 0);
  return had.length > 1 && bytes >= sizeBytes ? 'whole' : had;
}

export function lengthOf({ start, end }: ByteRange): number {
  return end - start + 1;
}

function rangeIn(text: string, sizeBytes: number): ByteRange | 'malformed' | 'unsatisfiable' {
  const [, first = '', last = ''] = rangeForm.exec(text) ?? [];
  if (first === '' && last === '') return 'malformed';
  if (first === '') {
    const suffixBytes = Math.min(Number(last), sizeBytes);
    if (suffixBytes === 0) return 'unsatisfiable';
    return { start: sizeBytes - suffixBytes, end: sizeBytes - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return 'malformed';
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  return start < sizeBytes ? { start, end } : 'unsatisfiable';
}
