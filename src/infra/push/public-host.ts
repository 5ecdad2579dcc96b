import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Networks that are nobody's push service, and may be our own: RFC 6890 and its kin. */
const inner = new BlockList();
/** Apart, as a list takes an IPv4 address for the IPv6 one that stands for it. */
const innerSix = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  inner.addSubnet(network, prefix, 'ipv4');
}
// Of IPv6 only what is given out to the world, 2000::/3, and of that no way back into IPv4.
for (const [network, prefix] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  innerSix.addSubnet(network, prefix, 'ipv6');
}

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inner.check(address, 'ipv4');
  return family === 6 && !innerSix.check(address, 'ipv6');
}

class InnerAddressError extends Error {
  override readonly name = 'InnerAddressError';
}

/**
 * For a connection to an address that somebody else chose: what its name stands for is looked at in
 * the same look-up that the connection is made by, so it cannot be another a moment later.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const reachable = addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = reachable;
    if (!first) return callback(new InnerAddressError(`${hostname} is no public host`), []);
    if (options.all) callback(null, reachable);
    else callback(null, first.address, first.family);
  });
};

/** Whether a host that is written as an address (then nothing is looked up) is a public one. */
export function mayBePublic(hostname: string): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) === 0 || isPublicAddress(address);
}
