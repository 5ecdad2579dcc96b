import { expect, test } from 'vitest';
import { isPublicAddress, mayBePublic, publicLookup } from './public-host.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '2002:7f00:1::',
  '2001:db8::1',
])('%s is inside', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['8.8.8.8', '172.32.0.1', '2a00:1450:4007::1', '2606:4700::1111'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test('a name that stands for an inner address is not connected to', async () => {
  const failed = await new Promise((resolve) => {
    publicLookup('localhost', {}, (error) => resolve(error));
  });
  expect(failed).toMatchObject({ name: 'InnerAddressError' });
});

test('a host that is an address is looked at as it is written', () => {
  expect(mayBePublic('[::1]')).toBe(false);
  expect(mayBePublic('127.0.0.1')).toBe(false);
  expect(mayBePublic('push.example.org')).toBe(true);
});
