import { expect, it } from 'vitest';
import { linksOf } from './parts-of-pages.ts';

const links = linksOf({
  words: { en: '/assets/en.js', fr: '/assets/fr.js' },
  pages: {
    '/': ['/assets/home.js'],
    '/$': ['/assets/unknown.js'],
    '/projects': ['/assets/projects.js'],
    '/projects/$projectId': ['/assets/project.js'],
    '/projects/new': ['/assets/new.js'],
    '/projects/$projectId/tasks': ['/assets/app.js', '/assets/tasks.js'],
  },
});
const said = (...files: string[]) =>
  files.map((file) => `</assets/${file}.js>; rel=modulepreload`).join(', ');

it('says what a page is made of, and the words in the language of its reader', () => {
  expect(links('/projects/7/tasks', 'en')).toBe(said('en', 'app', 'tasks'));
  expect(links('/', 'fr')).toBe(said('fr', 'home'));
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
