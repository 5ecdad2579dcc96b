import { z } from 'zod';

/**
 * Text that Postgres' jsonb and every reader can hold: no NUL, no lone surrogate. Both would
 * otherwise surface as a failed insert, long after the input was accepted.
 */
export function text(minLength: number, maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .refine((value) => value.trim().length >= minLength, { error: 'too_short' })
    .refine((value) => value.isWellFormed() && !value.includes('\0'), { error: 'not_text' });
}

/** A position of the log in text, as frames, cursors and `since` carry it. */
export const positionText = z.string().regex(/^\d{1,15}$/);

export const id = z.uuid();
/**
 * An id as somebody gives it. Streams, topics and lists compare ids as text and Postgres does not, so
 * one in capitals would be found and then be another: it is written in one way from the door on.
 */
export const givenId = z.uuid().toLowerCase();
export const instant = z.iso.datetime({ offset: true });

/**
 * A moment that somebody gives, as UTC. Only years that Postgres and every reader can hold: a
 * read model could not take another, long after the input was accepted.
 */
export const utcInstant = instant
  .transform((value) => Date.parse(value))
  .refine((ms) => ms >= firstMs && ms < endMs, { error: 'out_of_range' })
  .transform((ms) => new Date(ms).toISOString());

/** The version that a change was made from; null for whichever there is. */
export const madeFrom = z.int().min(1).nullish().default(null);

/** A name of the time zones' database. */
export const timeZone = z.string().min(1).max(64).refine(isTimeZone, { error: 'invalid_format' });

function isTimeZone(name: string): boolean {
  // An offset is no time zone: it does not know of summer.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    // That is how it says that it does not know the name.
    return false;
  }
}

const firstMs = Date.UTC(1900, 0, 1);
const endMs = Date.UTC(10_000, 0);

export const email = z
  .email()
  .max(254)
  .transform((value) => value.toLowerCase());
export const role = z.enum(['admin', 'member']);
export const language = z.enum(['en', 'fr']);
