import { z } from 'zod';
import { isSame } from '#domain/kernel/is-same.ts';
import type { Template } from '#domain/notifications/templates/template.ts';
import { type TemplateTexts, templateTexts } from '#domain/notifications/templates/texts.ts';
import { parsedKept } from '#client/ui/kept-texts.ts';
import { useKeptText } from '#client/ui/use-kept-text.ts';

/** Where a template stands: version 0 and no texts where nobody ever changed it. */
export interface TemplateHead {
  version: number;
  texts: TemplateTexts | null;
}

export interface TemplateDraft {
  texts: TemplateTexts;
  /** The version that it was begun from. */
  version: number;
  isChanged: boolean;
  /** Somebody saved another version since it was begun. */
  isBehind: boolean;
  write: (texts: TemplateTexts) => void;
  /** Goes on with what is written, over what was saved since. */
  keep: () => void;
  discard: () => void;
}

const kept = z.object({ version: z.int(), texts: templateTexts });

/** What is being written: kept on this device, also through a reload, until it is saved or given up. */
export function useTemplateDraft(template: Template, head: TemplateHead): TemplateDraft {
  const [stored, store] = useKeptText(`template ${template.name}`);
  const base = head.texts ?? builtInTexts(template);
  // What another version of the page wrote there is as good as nothing.
  const { data: draft } = kept.safeParse(parsedKept(stored));
  const texts = draft?.texts ?? base;
  const isChanged = !isSame(texts, base);
  const version = draft && isChanged ? draft.version : head.version;
  const write = (next: TemplateTexts, from = version) =>
    store(isSame(next, base) ? '' : JSON.stringify({ version: from, texts: next }));
  return {
    texts,
    version,
    isChanged,
    isBehind: version !== head.version,
    write: (next) => write(next),
    keep: () => write(texts, head.version),
    discard: () => store(''),
  };
}

function builtInTexts({ words: { en, fr } }: Template): TemplateTexts {
  return {
    en: { inApp: en, mail: null, push: null },
    fr: { inApp: fr, mail: null, push: null },
  };
}
