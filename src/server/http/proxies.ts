/** Which proxies are believed, and what is told by them about who is asking. */
import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import { normalizeIP } from '@fastify/rate-limit';
import type { Settings } from '#infra/env/settings.ts';

/** Whether what the peer at this address says of the one before it is believed. */
export type ProxyTrust = (address: string, hop: number) => boolean;

/** A number counts the proxies in front. */
export function proxiesTrusted(trust: Settings['trustProxy']): ProxyTrust {
  if (typeof trust === 'boolean') return () => trust;
  if (typeof trust === 'number') return (_, hop) => hop < trust;
  return proxyAddress.compile(trust);
}

/** Where a request comes from: past the proxies that are believed, and no further. */
export function addressOf(request: IncomingMessage, trust: ProxyTrust): string {
  return proxyAddress(request, trust) ?? '';
}

/** The name that the client asked for. Only a proxy may say another one than `Host`. */
export function hostOf(request: IncomingMessage, trust: ProxyTrust): string | undefined {
  const { host, 'x-forwarded-host': forwarded } = request.headers;
  const peer = request.socket.remoteAddress;
  if (typeof forwarded !== 'string' || peer === undefined || !trust(peer, 0)) return host;
  // What the proxy itself added stands last.
  return forwarded.split(',').at(-1)?.trim() || host;
}

const ipv6NetworkBits = 64;

/** What counts as one address: of IPv6 the network, of which each has any number of addresses. */
export function limitedAddress(address: string): string {
  return normalizeIP(address, ipv6NetworkBits);
}
