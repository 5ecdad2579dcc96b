import type { Refusal } from '#domain/kernel/result.ts';

const cutOff = /unexpected end|terminated early|premature/i;
const overLimit = /^FST_(PARTS|FILES|FIELDS)_LIMIT$/;

/** More has come than all parts together may be. */
export class FormTooLargeError extends Error {
  constructor() {
    super('a multipart body is too large');
    this.name = 'FormTooLargeError';
  }
}

/** A multipart body that cannot be read to its end. */
export class BrokenFormError extends Error {
  readonly refusal: Refusal;

  constructor(cause: unknown) {
    super('a multipart body cannot be read', { cause });
    this.name = 'BrokenFormError';
    this.refusal = refusalFor(cause);
  }
}

function refusalFor(cause: unknown): Refusal {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = cause instanceof Error ? cause.message : '';
  if (overLimit.test(code) || cause instanceof FormTooLargeError)
    return { code: 'request.too_large' };
  if (cutOff.test(message) || code === 'FST_MP_PREMATURE_CLOSE' || code === 'ECONNRESET') {
    return { code: 'file.incomplete' };
  }
  return { code: 'request.malformed' };
}
