/**
 * What a page is made of is said with its document, in a `Link` header: the browser asks for all of
 * it at once, where it would find one part in the other.
 */
import type { Language } from '#domain/kernel/refusals.ts';

/** As the build writes it: the words that every page needs, and by a page's path all else it is made of. */
export interface PartsOfPages {
  words: Record<Language, string>;
  pages: Record<string, Record<Language, readonly string[]>>;
}

/** Gives the header for a path and the language that its reader prefers. */
export function linksOf({ words, pages }: PartsOfPages) {
  const known = Object.entries(pages).map(([path, files]) => ({ steps: path.split('/'), files }));
  // Of two that fit, the one that names more is meant: `/files/new` before `/files/$fileId`.
  known.sort((one, other) => openSteps(one.steps) - openSteps(other.steps));
  return (path: string, language: Language): string => {
    const steps = path.split('/');
    const page = known.find((one) => fits(one.steps, steps));
    return [words[language], ...(page?.files[language] ?? [])]
      .map((file) => `<${file}>; rel=modulepreload`)
      .join(', ');
  };
}

function isOpen(step: string): boolean {
  return step.startsWith('$');
}

function openSteps(steps: readonly string[]): number {
  return steps.filter(isOpen).length;
}

function fits(pattern: readonly string[], steps: readonly string[]): boolean {
  if (pattern.length !== steps.length) return false;
  return pattern.every((step, index) => isOpen(step) || step === steps[index]);
}
