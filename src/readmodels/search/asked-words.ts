import { type SQL, sql } from 'drizzle-orm';

export interface AskedWords {
  text: string;
  /** Finds each word by its beginning. */
  query: SQL;
}

/** The words of a question; null where there is neither a letter nor a figure in it. */
export function askedWords(question: string): AskedWords | null {
  const words = question.match(/[\p{L}\p{N}]+/gu);
  if (!words) return null;
  const query = words.map((word) => `${word}:*`).join(' & ');
  return { text: words.join(' '), query: sql`to_tsquery('simple', ${query})` };
}
