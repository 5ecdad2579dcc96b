import { expect, test } from 'vitest';
import { filtersQuery, isNarrowed, listInput, readFileFilters } from './file-filters.ts';

test('what an address says, and nothing that makes no sense', () => {
  expect(
    readFileFilters({ view: 'list', q: 2026, type: 'image', state: 'gone', whose: 'theirs' }),
  ).toEqual({ view: 'list', q: '2026', type: 'image' });
  expect(readFileFilters({ view: 'grid', q: '', show: 'trash' })).toEqual({ show: 'trash' });
});

test('what is asked of the server', () => {
  const at = { projectId: undefined, personId: 'ana' };
  expect(listInput({}, at)).toEqual({ limit: 60 });
  expect(listInput({ view: 'list', whose: 'mine', state: 'failed' }, at)).toEqual({
    limit: 60,
    uploadedBy: 'ana',
    status: 'failed',
  });
  expect(listInput({ show: 'trash' }, { ...at, projectId: 'p' })).toEqual({
    limit: 60,
    projectId: 'p',
    trashed: true,
  });
});

test('how one looks is no filter', () => {
  expect(isNarrowed({ view: 'list', show: 'trash' })).toBe(false);
  expect(isNarrowed({ q: 'a' })).toBe(true);
  expect(filtersQuery({ view: 'list', q: 'a b' })).toBe('?view=list&q=a+b');
  expect(filtersQuery({})).toBe('');
});
