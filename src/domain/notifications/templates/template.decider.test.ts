import { describe, expect, test } from 'vitest';
import { given } from '#tests/support/given.ts';
import { templateDecider } from './template.decider.ts';
import { TemplateChanged, TemplateMade, TemplateReset } from './template.events.ts';
import type { TemplateTexts } from './texts.ts';

const template = 'task.assigned';
const texts = (title: string): TemplateTexts => {
  const said = { inApp: { title, message: '' }, mail: null, push: null };
  return { en: said, fr: said };
};
const [first, second] = [texts('{actor}: {task}'), texts('Do {task}')];
const changed = (said: TemplateTexts, restoredFrom: number | null = null) =>
  TemplateChanged.of({ template, texts: said, restoredFrom });
const reset = TemplateReset.of({ template });
const past = [changed(first), changed(second)];

describe('a template', () => {
  test('is changed, from the version that its writer saw', () => {
    const change = { type: 'ChangeTemplate', template, texts: second } as const;
    expect(given(templateDecider, []).when({ ...change, version: 0 })).toEqual([changed(second)]);
    const one = given(templateDecider, [changed(first)]);
    expect(one.when({ ...change, version: 1 })).toEqual([changed(second)]);
    expect(one.when({ ...change, version: 0 })).toBe('request.stale');
    expect(one.when({ ...change, texts: first, version: 1 })).toEqual([]);
  });

  test('goes back to an older version, by a new one that says which', () => {
    const restore = { type: 'RestoreTemplate', template, version: 2 } as const;
    const two = given(templateDecider, past);
    expect(two.when({ ...restore, from: 1 })).toEqual([changed(first, 1)]);
    expect(two.when({ ...restore, from: 2 })).toEqual([]);
    expect(two.when({ ...restore, from: 3 })).toBe('request.not_found');
    expect(two.when({ ...restore, from: 1, version: 1 })).toBe('request.stale');
    const three = given(templateDecider, [changed(first), reset, changed(second)]);
    expect(three.when({ ...restore, version: 3, from: 2 })).toEqual([reset]);
  });

  test('goes back to what is built in, once', () => {
    const back = { type: 'ResetTemplate', template } as const;
    expect(given(templateDecider, past).when({ ...back, version: 2 })).toEqual([reset]);
    expect(given(templateDecider, [...past, reset]).when({ ...back, version: 3 })).toEqual([]);
    expect(given(templateDecider, []).when({ ...back, version: 0 })).toBe('request.not_found');
  });

  test('does not take what cannot be used, also not from its own past', () => {
    const broken = texts('{nobody}');
    const change = { type: 'ChangeTemplate', template, texts: broken, version: 0 } as const;
    expect(given(templateDecider, []).when(change)).toBe('request.invalid');
    const grown = given(templateDecider, [changed(broken), changed(first)]);
    const restore = { type: 'RestoreTemplate', template, version: 2, from: 1 } as const;
    expect(grown.when(restore)).toBe('request.invalid');
    const unknown = { ...change, template: 'gossip', texts: first };
    expect(given(templateDecider, []).when(unknown)).toBe('request.not_found');
  });
});

describe('a template that is not built in', () => {
  const name = { template: 'office-closed', version: 0 };
  const made = { type: 'warning', params: { why: 'text' } } as const;
  const make = { type: 'MakeTemplate', ...name, made, texts: texts('{why}') } as const;
  const event = TemplateMade.of({
    template: name.template,
    notificationType: made.type,
    params: made.params,
    texts: make.texts,
  });

  test('is made once, under a name that nothing has, of words that can be filled in', () => {
    expect(given(templateDecider, []).when(make)).toEqual([event]);
    expect(given(templateDecider, []).when({ ...make, template: 'welcome' })).toBe(
      'notification.template_taken',
    );
    expect(given(templateDecider, [event]).when(make)).toBe('notification.template_taken');
    expect(given(templateDecider, []).when({ ...make, texts: texts('{who}') })).toBe(
      'request.invalid',
    );
  });

  test('is changed by its own parameters, given up and brought back', () => {
    const change = { type: 'ChangeTemplate', ...name, version: 1 } as const;
    const one = given(templateDecider, [event]);
    expect(one.when({ ...change, texts: texts('{actor}') })).toBe('request.invalid');
    expect(one.when({ ...change, texts: texts('Closed: {why}') })).toHaveLength(1);
    const gone = TemplateReset.of({ template: name.template });
    expect(one.when({ type: 'ResetTemplate', ...name, version: 1 })).toEqual([gone]);
    const restore = { type: 'RestoreTemplate', ...name, version: 2, from: 1 } as const;
    expect(given(templateDecider, [event, gone]).when(restore)).toHaveLength(1);
    expect(given(templateDecider, [event, gone]).when({ ...make })).toBe(
      'notification.template_taken',
    );
  });
});
