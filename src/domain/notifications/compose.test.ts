import { describe, expect, test } from 'vitest';
import type { Language } from '../kernel/refusals.ts';
import { composeNotification, sentOrWithheld } from './compose.ts';
import type { Params } from './kinds/kind.ts';
import { type KindName, kindNames, kinds } from './kinds/kinds.ts';
import { NotificationSent, NotificationWithheld } from './notification.events.ts';
import { defaultPreferences } from './preferences.decider.ts';
import { placeholdersIn } from './templates/render.ts';

const ana = {
  id: '018f4a3e-7c1d-7000-8000-000000000001',
  language: 'en' as Language,
  preferences: { ...defaultPreferences, timeZone: 'Europe/Paris' },
};
const projectId = '018f4a3e-7c1d-7000-8000-000000000002';
const sample = { text: 'Hedge', number: 3, instant: '2026-05-04T08:00:00.000Z' };

function news(kind: KindName, more: object = {}) {
  const params: Params = Object.fromEntries(
    Object.entries(kinds[kind].params).map(([name, type]) => [name, sample[type]]),
  );
  return {
    notificationId: '018f4a3e-7c1d-7000-8000-000000000003',
    kind,
    params,
    link: null,
    actorId: null,
    projectId,
    urgent: false,
    at: new Date('2026-05-04T12:00:00Z'),
    ...more,
  };
}

describe.each(kindNames)('%s', (name) => {
  const kind = kinds[name];

  test('has its sentences in both languages, with nothing left open', () => {
    for (const language of ['en', 'fr'] as const) {
      for (const count of kind.many ? [1, 4] : [1]) {
        const { data, broken } = composeNotification(
          { ...ana, language },
          news(name, { count }),
          new Map(),
        );
        expect(broken).toBeNull();
        expect(NotificationSent.schema.parse(data)).toEqual(data);
        expect(data.title + data.message).not.toMatch(/[{}]/);
      }
    }
  });

  test('says the same in both', () => {
    const said = [kind.words, kind.many].map(
      (words) =>
        words && [placeholdersIn(words.en).toSorted(), placeholdersIn(words.fr).toSorted()],
    );
    for (const [en, fr] of said.filter((both) => both !== undefined)) expect(fr).toEqual(en);
    expect(kind.many === undefined).toBe(kind.batchBy === undefined);
  });
});

test('moments are told as the reader’s clock has them', () => {
  const told = (language: Language, timeZone: string | null) =>
    composeNotification(
      { ...ana, language, preferences: { ...ana.preferences, timeZone } },
      news('meeting.soon'),
      new Map(),
    ).data.message;
  expect(told('en', 'Europe/Paris')).toBe('Monday 4 May at 10:00');
  expect(told('fr', 'America/New_York')).toBe('lundi 4 mai à 04:00');
  expect(told('en', null)).toContain('08:00 UTC');
});

test('who does not want it in the list has it in the archive alone', () => {
  const muted = { ...ana, preferences: { ...ana.preferences, mutedProjectIds: [projectId] } };
  const compose = (who: typeof ana) =>
    sentOrWithheld(composeNotification(who, news('task.assigned'), new Map()).data).type;
  expect(compose(muted)).toBe(NotificationWithheld.type);
  expect(compose(ana)).toBe(NotificationSent.type);
});

describe('words of the administrators', () => {
  const words = (title: string, message = '') => ({ title, message });
  const texts = (inApp: { title: string; message: string }) => {
    const en = { inApp, mail: words('By mail: {task}'), push: null };
    const fr = { inApp, mail: words('Par courriel : {task}'), push: null };
    return new Map([['task.assigned', { version: 3, texts: { en, fr } }]]);
  };

  test('are taken, each channel its own', () => {
    const { data, broken } = composeNotification(
      ana,
      news('task.assigned'),
      texts(words('Do {task}!')),
    );
    expect(broken).toBeNull();
    expect(data).toMatchObject({
      title: 'Do Hedge!',
      message: '',
      mail: { title: 'By mail: Hedge' },
      push: null,
    });
  });

  test.each([
    ['{nobody}', 'param_unknown nobody'],
    [' ', 'title_empty'],
    ['{constructor}', 'param_unknown constructor'],
    ['Do {task', 'brace_alone {task'],
    ['Do task}', 'brace_alone }'],
  ])('that are broken (%s) give way to the built-in ones', (title, problem) => {
    const composed = composeNotification(ana, news('task.assigned'), texts(words(title)));
    const place = 'texts.en.inApp.title';
    expect(composed.broken).toEqual({ template: 'task.assigned', version: 3, place, problem });
    expect(composed.data).toMatchObject({ title: 'Hedge gave you a task', mail: null });
  });

  test('are cut where they become too long', () => {
    const { data } = composeNotification(
      ana,
      news('task.assigned'),
      texts(words('😀'.repeat(150))),
    );
    expect(data.title.length).toBeLessThanOrEqual(200);
    expect(data.title.isWellFormed()).toBe(true);
  });
});
