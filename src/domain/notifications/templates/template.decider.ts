import type { Decider } from '../../kernel/decider.ts';
import { isSame } from '../../kernel/is-same.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import {
  TemplateMade,
  TemplateChanged,
  type TemplateEvent,
  TemplateReset,
} from './template.events.ts';
import { type Made, madeTemplate, type Template, templateOf } from './template.ts';
import { type TemplateTexts, textFaults } from './texts.ts';

export interface TemplateState {
  /** What each version said; null where that was what is built in. */
  versions: readonly (TemplateTexts | null)[];
  /** Of one that is not built in. */
  made: Made | null;
}

/** `version` is the one that the command was given for, 0 where there was none yet. */
export type TemplateCommand = { template: string; version: number } & (
  | { type: 'MakeTemplate'; made: Made; texts: TemplateTexts }
  | { type: 'ChangeTemplate'; texts: TemplateTexts }
  | { type: 'RestoreTemplate'; from: number }
  | { type: 'ResetTemplate' }
);

/** One stream for each template, begun when it is changed for the first time. */
export const templateDecider: Decider<TemplateState, TemplateCommand, TemplateEvent> = {
  category: 'template',
  initial: { versions: [], made: null },

  decide({ versions, made }, command) {
    const present = versions.at(-1) ?? null;
    if (command.type === 'MakeTemplate') return make(versions.length, command);
    if (command.version !== versions.length) return refuse('request.stale');
    const name = command.template;
    const template = templateOf(name) ?? (made && madeTemplate(name, made));
    if (!template) return refuse('request.not_found');
    if (command.type === 'ChangeTemplate') return change(template, present, command.texts, null);
    // There is nothing to go back from.
    if (versions.length === 0) return refuse('request.not_found');
    switch (command.type) {
      case 'ResetTemplate':
        return accept(present ? [TemplateReset.of({ template: name })] : []);
      case 'RestoreTemplate': {
        const texts = versions[command.from - 1];
        if (texts === undefined) return refuse('request.not_found');
        if (texts === null) return accept(present ? [TemplateReset.of({ template: name })] : []);
        return change(template, present, texts, command.from);
      }
    }
  },

  evolve: ({ versions, made }, event) => {
    switch (event.type) {
      case 'TemplateMade': {
        const { notificationType: type, params, texts } = event.data;
        return { versions: [...versions, texts], made: { type, params } };
      }
      case 'TemplateChanged':
        return { versions: [...versions, event.data.texts], made };
      case 'TemplateReset':
        return { versions: [...versions, null], made };
    }
  },
};

function make(
  versions: number,
  { template: name, made, texts }: Extract<TemplateCommand, { type: 'MakeTemplate' }>,
): Result<TemplateEvent[]> {
  // Also one that was given up: its versions are there to be brought back.
  if (versions > 0 || templateOf(name)) return refuse('notification.template_taken');
  const errors = textFaults(madeTemplate(name, made), texts);
  if (errors.length > 0) return refuse('request.invalid', { errors });
  const { type: notificationType, params } = made;
  return accept([TemplateMade.of({ template: name, notificationType, params, texts })]);
}

function change(
  template: Template,
  present: TemplateTexts | null,
  texts: TemplateTexts,
  restoredFrom: number | null,
): Result<TemplateEvent[]> {
  const errors = textFaults(template, texts);
  if (errors.length > 0) return refuse('request.invalid', { errors });
  if (present && isSame(present, texts)) return accept([]);
  return accept([TemplateChanged.of({ template: template.name, texts, restoredFrom })]);
}
