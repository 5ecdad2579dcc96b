import { expect, it } from 'vitest';
import { linksOf } from './parts-of-pages.ts';

const inBoth = (...files: string[]) => ({ en: files, fr: files });
const links = linksOf({
  words: { en: '/assets/en.js', fr: '/assets/fr.js' },
  pages: {
    '/': inBoth('/assets/home.js'),
    '/$': inBoth('/assets/unknown.js'),
    '/projects': inBoth('/assets/projects.js'),
    '/projects/$projectId': inBoth('/assets/project.js'),
    '/projects/new': inBoth('/assets/new.js'),
    '/projects/$projectId/tasks': inBoth('/assets/app.js', '/assets/tasks.js'),
    '/settings': {
      en: ['/assets/settings.js', '/assets/en-settings.js'],
      fr: ['/assets/settings.js', '/assets/fr-settings.js'],
    },
  },
});
const said = (...files: string[]) =>
  files.map((file) => `</assets/${file}.js>; rel=modulepreload`).join(', ');

it('says what a page is made of, and the words in the language of its reader', () => {
  expect(links('/projects/7/tasks', 'en')).toBe(said('en', 'app', 'tasks'));
  expect(links('/', 'fr')).toBe(said('fr', 'home'));
  expect(links('/settings', 'fr')).toBe(said('fr', 'settings', 'fr-settings'));
});

it('takes the page whose path is meant, not one that would fit as well', () => {
  expect(links('/projects', 'en')).toBe(said('en', 'projects'));
  expect(links('/projects/new', 'en')).toBe(said('en', 'new'));
  expect(links('/projects/7', 'en')).toBe(said('en', 'project'));
});

it('says no more than the words of a path that no page has', () => {
  expect(links('/projects/7/tasks/8/9', 'en')).toBe(said('en'));
  expect(links('/projects//tasks/x', 'en')).toBe(said('en'));
});
