import { expect } from 'vitest';

// vitest's own are typed `any`, which would spread over what they stand in.

/** Any text, inside an expected value. */
export const anyText: unknown = expect.any(String);

/** A text of a form, inside an expected value. */
export function textLike(form: RegExp): unknown {
  return expect.stringMatching(form);
}
