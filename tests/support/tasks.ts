/** Tasks as one person of a team uses them. */
import { expect } from 'vitest';
import type { TaskEntity } from '#readmodels/tasks/task.entity.ts';
import { type Answer, rest, type TestServer, trpc } from './app.ts';
import type { TeamMate } from './team.ts';

export interface TaskProblem {
  code: string;
  errors: { field: string; code: string }[];
  present?: TaskEntity;
}

export interface TaskPage<T> {
  results: T[];
  next_cursor: string | null;
  position: string;
}

export function byRest({ app }: TestServer, { headers }: TeamMate) {
  const send =
    (method: 'POST' | 'PATCH') =>
    <T = TaskEntity>(path: string, body: object, more: Record<string, string> = {}) =>
      rest<T>(app, method, path, { body, headers: { ...headers, ...more } });
  return {
    get: <T = TaskEntity>(path: string) => rest<T>(app, 'GET', path, { headers }),
    post: send('POST'),
    patch: send('PATCH'),
    remove: <T = TaskProblem>(path: string) => rest<T>(app, 'DELETE', path, { headers }),
  };
}

export function byTrpc({ app }: TestServer, { headers }: TeamMate) {
  const ask =
    (kind: 'query' | 'mutation') =>
    <T = TaskEntity>(name: string, input?: object) =>
      trpc<T>(app, kind, `tasks.${name}`, input, headers);
  return { query: ask('query'), mutate: ask('mutation') };
}

export function made<T>(answer: Answer<T>): T {
  expect(answer.status).toBe(201);
  return answer.body;
}
