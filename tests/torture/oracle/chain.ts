/** Digests and hashes computed here, from the rows; what SQL computed is only compared with. */
import { chainHash, eventDigest, genesisHash } from '#infra/log/hash-chain.ts';
import { first } from './first.ts';
import type { Rows } from './rows.ts';

export function checkChain(rows: Rows): string[] {
  return first(links(rows));
}

function* links({ events, positions }: Rows): Generator<string> {
  const byId = new Map(events.map((event) => [event.id, event]));
  let previous: Uint8Array = genesisHash;
  for (const { position, eventId, hash } of positions) {
    const event = byId.get(eventId);
    if (!event) continue;
    if (!eventDigest(event).equals(event.digest)) {
      yield `event ${eventId} is not what its digest was made of`;
    }
    if (!chainHash(previous, position, event.digest).equals(hash)) {
      yield `the hash at position ${position} does not follow from the one before`;
    }
    previous = hash;
  }
}
