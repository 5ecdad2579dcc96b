import type { Decider } from '../../kernel/decider.ts';
import { isSame } from '../../kernel/is-same.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import { TemplateChanged, type TemplateEvent, TemplateReset } from './template.events.ts';
import { templateOf } from './template.ts';
import { type TemplateTexts, textFaults } from './texts.ts';

export interface TemplateState {
  /** What each version said; null where that was what is built in. */
  versions: readonly (TemplateTexts | null)[];
}

/** `version` is the one that the command was given for, 0 where there was none yet. */
export type TemplateCommand = { template: string; version: number } & (
  | { type: 'ChangeTemplate'; texts: TemplateTexts }
  | { type: 'RestoreTemplate'; from: number }
  | { type: 'ResetTemplate' }
);

/** One stream for each template, begun when it is changed for the first time. */
export const templateDecider: Decider<TemplateState, TemplateCommand, TemplateEvent> = {
  category: 'template',
  initial: { versions: [] },

  decide({ versions }, command) {
    const present = versions.at(-1) ?? null;
    if (command.version !== versions.length) return refuse('request.stale');
    const { template } = command;
    if (command.type === 'ChangeTemplate') return change(template, present, command.texts, null);
    // There is nothing to go back from.
    if (versions.length === 0) return refuse('request.not_found');
    switch (command.type) {
      case 'ResetTemplate':
        return accept(present ? [TemplateReset.of({ template })] : []);
      case 'RestoreTemplate': {
        const texts = versions[command.from - 1];
        if (texts === undefined) return refuse('request.not_found');
        if (texts === null) return accept(present ? [TemplateReset.of({ template })] : []);
        return change(template, present, texts, command.from);
      }
    }
  },

  evolve: ({ versions }, event) => ({
    versions: [...versions, event.type === 'TemplateChanged' ? event.data.texts : null],
  }),
};

function change(
  name: string,
  present: TemplateTexts | null,
  texts: TemplateTexts,
  restoredFrom: number | null,
): Result<TemplateEvent[]> {
  const template = templateOf(name);
  if (!template) return refuse('request.not_found');
  const errors = textFaults(template, texts);
  if (errors.length > 0) return refuse('request.invalid', { errors });
  if (present && isSame(present, texts)) return accept([]);
  return accept([TemplateChanged.of({ template: name, texts, restoredFrom })]);
}
