import { expect, test } from 'vitest';
import { serverAddress } from './server-address.ts';

test('knows everything from the address of the API', () => {
  const address = serverAddress({ apiBaseUrl: 'https://team.example.org/api/v1/' });
  expect(address.apiBaseUrl).toBe('https://team.example.org/api/v1');
  expect(address.trpcUrl).toBe('https://team.example.org/trpc');
  expect(address.socketUrl('/ws/system/').href).toBe('wss://team.example.org/ws/system/');
});

test('sockets may have a host of their own', () => {
  const address = serverAddress({
    apiBaseUrl: 'http://localhost:8000/api/v1',
    wsHost: 'live:9000',
  });
  expect(address.socketUrl('/trpc').href).toBe('ws://live:9000/trpc');
});
