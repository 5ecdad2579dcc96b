import { errorCode } from '../env/error-code.ts';

/**
 * postgres.js's own codes and the system's (but not Node's `ERR_…`, which are of what was called), and
 * SQLSTATE's classes of connections, of what ran out, of an operator who steps in, and of the disk.
 */
const outage = /^(?:CONN|E(?!RR_)|08|53|57|58)/;

/** Whether it is the machine that failed, and not what was asked of it: the same may well succeed later. */
export function isOutage(error: unknown): boolean {
  return outage.test(errorCode(error) ?? '');
}
