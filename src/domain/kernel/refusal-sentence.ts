import { type Language, type RefusalCode, refusals } from './refusals.ts';

/** The sentence of a refusal in the person's language, its parameters filled in. */
export function refusalSentence(
  code: RefusalCode,
  language: Language,
  params: Record<string, string | number> = {},
): string {
  return filledIn(refusals[code][language], params);
}

/** A sentence with its `{name}`s in place. */
export function filledIn(sentence: string, params: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
