import type { RefusalCode } from './refusals.ts';

/** One field that can't be taken; `params` are what its sentence needs. */
export interface FieldFault {
  field: string;
  code: string;
  params?: Record<string, string | number>;
}

/** An expected "no": a stable code from the one table, with what its sentence needs. */
export interface Refusal {
  code: RefusalCode;
  params?: Record<string, string | number>;
  errors?: FieldFault[];
  /** What is there instead of what the caller went by, as they may see it. */
  present?: object;
}

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** It is so, or may be. */
export function accept<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** An expected no, by its code in the table of refusals. */
export function refuse(
  code: RefusalCode,
  details: Omit<Refusal, 'code'> = {},
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, ...details } };
}
