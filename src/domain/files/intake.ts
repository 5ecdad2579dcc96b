/**
 * What is asked of a file before its content is looked at. The browser asks it before it sends
 * anything, the server while it receives; what the content is decides in the end, on the server only.
 */
import { accept, type Result, refuse } from '../kernel/result.ts';
import { claims, claimsAnything, type Declared, type FileFormatName } from './file.formats.ts';

/** What is taken: the largest of it, and of which formats. */
export interface IntakeRules {
  maxSizeBytes: number;
  formats: readonly FileFormatName[];
}

/** Of which kind a file is to be; each has rules of its own, which are settings. */
export type IntakeType = 'image' | 'document' | 'avatar';

export function checkSize(
  sizeBytes: number,
  rules: Pick<IntakeRules, 'maxSizeBytes'>,
): Result<null> {
  if (sizeBytes === 0) return refuse('file.empty');
  return sizeBytes > rules.maxSizeBytes ? tooLarge(rules) : accept(null);
}

export function tooLarge({ maxSizeBytes }: Pick<IntakeRules, 'maxSizeBytes'>): Result<never> {
  return refuse('file.too_large', { params: { max_bytes: maxSizeBytes } });
}

export function typeNotAccepted(formats: readonly FileFormatName[]): Result<never> {
  const names = formats.map((format) => format.toUpperCase()).join(', ');
  return refuse('file.type_not_accepted', { params: { formats: names } });
}

/**
 * Whether a file may be sent under one of these rules, by its name, its type and its size. A name
 * that says nothing is no reason to refuse: its content will say.
 */
export function checkBeforeSending(
  file: Declared & { sizeBytes: number },
  rules: readonly IntakeRules[],
): Result<null> {
  const fitting = claimsAnything(file)
    ? rules.filter(({ formats }) => claims(file, formats))
    : rules;
  if (fitting.length === 0) return typeNotAccepted(rules.flatMap(({ formats }) => formats));
  const maxSizeBytes = Math.max(...fitting.map((rule) => rule.maxSizeBytes));
  return checkSize(file.sizeBytes, { maxSizeBytes });
}
