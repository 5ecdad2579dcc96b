import { expect, test } from 'vitest';
import {
  cleared,
  filtersQuery,
  inOrder,
  isNarrowed,
  listInput,
  readFileFilters,
} from './file-filters.ts';

test('what an address says, and nothing that makes no sense', () => {
  expect(
    readFileFilters({ view: 'list', q: 2026, type: 'image', state: 'gone', whose: 'theirs' }),
  ).toEqual({ view: 'list', q: '2026', type: 'image' });
  expect(readFileFilters({ view: 'grid', q: '', show: 'trash' })).toEqual({ show: 'trash' });
  const between = { added: 'between', from: '2026-03-01', to: 'soon' };
  expect(readFileFilters({ ...between, sort: 'name-asc' })).toEqual({
    added: 'between',
    from: '2026-03-01',
    sort: 'name-asc',
  });
  expect(readFileFilters({ ...between, added: 'week', sort: 'date-desc' })).toEqual({
    added: 'week',
  });
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

test('days are those of this calendar, whole ones', () => {
  const at = { projectId: undefined, personId: 'ana' };
  const today = new Date(2026, 2, 10, 15, 30);
  const within = (filters: Parameters<typeof listInput>[0]) => {
    const { limit: _, ...asked } = listInput(filters, at, today);
    return asked;
  };
  const day = (month: number, date: number) => new Date(2026, month - 1, date).toISOString();
  expect(within({ added: 'today' })).toEqual({ createdFrom: day(3, 10) });
  expect(within({ added: 'week' })).toEqual({ createdFrom: day(3, 4) });
  expect(within({ added: 'month' })).toEqual({ createdFrom: day(2, 9) });
  expect(within({ added: 'year' })).toEqual({ createdFrom: day(1, 1) });
  expect(within({ added: 'between' })).toEqual({});
  expect(within({ added: 'between', from: '2026-03-01', to: '2026-03-02' })).toEqual({
    createdFrom: day(3, 1),
    createdBefore: day(3, 3),
  });
});

test('an order is asked for, and is kept when the filters are taken away', () => {
  const at = { projectId: undefined, personId: 'ana' };
  const named = inOrder({ view: 'list', q: 'a' }, 'name-desc');
  expect(listInput(named, at)).toEqual({ limit: 60, q: 'a', sort: 'name', order: 'desc' });
  expect(cleared(named)).toEqual({ view: 'list', sort: 'name-desc' });
  expect(inOrder(named, 'date-desc')).toEqual({ view: 'list', q: 'a' });
  expect(isNarrowed(cleared(named))).toBe(false);
});

test('how one looks is no filter', () => {
  expect(isNarrowed({ view: 'list', show: 'trash' })).toBe(false);
  expect(isNarrowed({ q: 'a' })).toBe(true);
  expect(filtersQuery({ view: 'list', q: 'a b' })).toBe('?view=list&q=a+b');
  expect(filtersQuery({})).toBe('');
});
