/** What administrators are told of refused uploads: reasons that people can do something about. */
const reasons = {
  'file.too_large': 'tooLarge',
  'request.too_large': 'tooLarge',
  'file.empty': 'empty',
  'file.type_not_accepted': 'typeNotAccepted',
  'file.type_mismatch': 'typeMismatch',
  'file.corrupt': 'corrupt',
  'file.too_many_pixels': 'tooManyPixels',
  'file.too_complex': 'tooComplex',
  'file.missing': 'missing',
  'file.too_many': 'tooMany',
  'file.incomplete': 'incomplete',
  'file.checksum_mismatch': 'changed',
  'file.storage_full': 'storageFull',
  'file.quota_exceeded': 'quota',
  'file.instance_quota_exceeded': 'quota',
  'avatar.too_small': 'noFace',
  'avatar.too_long': 'noFace',
  'avatar.infected': 'infected',
  'avatar.not_scanned': 'notScanned',
  'auth.forbidden': 'notAllowed',
  'request.not_found': 'notAllowed',
  'project.archived': 'notAllowed',
  'meeting.cancelled': 'notAllowed',
  'request.invalid': 'wrongRequest',
  'request.malformed': 'wrongRequest',
  'request.idempotency_mismatch': 'wrongRequest',
} as const;

type Reason = (typeof reasons)[keyof typeof reasons] | 'other';

/** How often each of them was the reason; several codes may mean the same to people. */
export function countedReasons(errors: Readonly<Record<string, number>>): Map<Reason, number> {
  const counts = new Map<Reason, number>();
  for (const [code, count] of Object.entries(errors)) {
    const reason = Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons] : 'other';
    counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  return counts;
}
