import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf, hostOf, limitedAddress, proxiesTrusted } from './proxies.ts';

function asked(peer: string, headers: Record<string, string>): IncomingMessage {
  return { socket: { remoteAddress: peer }, headers } as unknown as IncomingMessage;
}

const client = '203.0.113.9';
const proxy = '10.0.0.1';

describe('where a request comes from', () => {
  it.each<[string, Parameters<typeof proxiesTrusted>[0], string, string, string]>([
    ['nobody is trusted', false, proxy, client, proxy],
    ['everybody is', true, proxy, client, client],
    ['one proxy, and the client lies', 1, proxy, `1.1.1.1, ${client}`, client],
    ['two proxies', 2, proxy, `1.1.1.1, ${client}, 10.0.0.2`, client],
    ['none in front', 0, proxy, client, proxy],
    ['a named one', ['10.0.0.0/8'], proxy, client, client],
    [
      'a named one, and somebody else says so',
      ['10.0.0.0/8'],
      '198.51.100.1',
      client,
      '198.51.100.1',
    ],
    ['the loopback', ['loopback'], '127.0.0.1', client, client],
  ])('%s', (_, trust, peer, forwarded, expected) => {
    const request = asked(peer, { 'x-forwarded-for': forwarded });
    expect(addressOf(request, proxiesTrusted(trust))).toBe(expected);
  });
});

describe('the name that was asked for', () => {
  const headers = { host: 'inside:8000', 'x-forwarded-host': 'evil.example, team.example' };
  it.each<[Parameters<typeof proxiesTrusted>[0], string, string]>([
    [false, proxy, 'inside:8000'],
    [1, proxy, 'team.example'],
    [[proxy], proxy, 'team.example'],
    [[proxy], client, 'inside:8000'],
  ])('with %s, from %s', (trust, peer, expected) => {
    expect(hostOf(asked(peer, headers), proxiesTrusted(trust))).toBe(expected);
  });
});

it('counts the addresses of an IPv6 network as one', () => {
  expect(limitedAddress('2001:db8:1:2:3::1')).toBe(limitedAddress('2001:db8:1:2:ffff::2'));
  expect(limitedAddress('2001:db8:1:2::1')).not.toBe(limitedAddress('2001:db8:1:3::1'));
});
