import pino from 'pino';
import { expect, test } from 'vitest';
import { createLifecycle } from './lifecycle.ts';

const log = pino({ level: 'silent' });

test('the last started stops first, and each only once', async () => {
  const order: string[] = [];
  const lifecycle = createLifecycle(log);
  lifecycle.onStop('database', () => order.push('database'));
  lifecycle.onStop('server', async () => order.push('server'));
  await Promise.all([lifecycle.stop('test'), lifecycle.stop('again')]);
  expect(order).toEqual(['server', 'database']);
  expect(lifecycle.stopping.aborted).toBe(true);
});

test('what fails or hangs keeps nothing else from stopping', async () => {
  const order: string[] = [];
  const lifecycle = createLifecycle(log);
  lifecycle.onStop('database', () => order.push('database'));
  lifecycle.onStop('fails', () => Promise.reject(new Error('no')));
  lifecycle.onStop('hangs', () => new Promise(() => {}), 20);
  await lifecycle.stop('test');
  expect(order).toEqual(['database']);
});

test('what finishes starting while everything stops is stopped too', async () => {
  const order: string[] = [];
  const lifecycle = createLifecycle(log);
  lifecycle.onStop('server', () => {
    lifecycle.onStop('late', () => order.push('late'));
    order.push('server');
  });
  await lifecycle.stop('test');
  expect(order).toEqual(['server', 'late']);
});

test('a stop during the start waits for it, then stops what it started', async () => {
  const order: string[] = [];
  const lifecycle = createLifecycle(log);
  const { promise, resolve } = Promise.withResolvers<void>();
  const starting = lifecycle.starting(
    promise.then(() => {
      order.push('started');
      lifecycle.onStop('postgres', () => order.push('stopped'));
    }),
  );
  const stopped = lifecycle.stop('test');
  resolve();
  await Promise.all([starting, stopped]);
  expect(order).toEqual(['started', 'stopped']);
});
