import { expect, test } from 'vitest';
import { connectionTarget } from './connect.ts';

test('a host stays as it is', () => {
  const address = 'postgres://ann:secret@db.example.org:6543/team?sslmode=require';
  expect(connectionTarget(address)).toEqual({ url: address, socket: {} });
});

test('a folder in place of the host is a socket', () => {
  expect(connectionTarget('postgres://ann:p%40ss@%2Ftmp%2Fa%20b:5432/team')).toEqual({
    url: 'postgres://ann:p%40ss@localhost:5432/team',
    socket: { path: '/tmp/a b/.s.PGSQL.5432' },
  });
});

test('a folder as a parameter is a socket', () => {
  expect(connectionTarget('postgresql:///team?host=/run/postgresql&port=5433')).toEqual({
    url: 'postgresql://localhost/team',
    socket: { path: '/run/postgresql/.s.PGSQL.5433' },
  });
});
