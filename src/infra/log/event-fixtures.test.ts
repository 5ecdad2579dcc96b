/**
 * Each version of each event that was ever stored has a fixture, and today's code reads it. A
 * changed shape without a new version, an upcast and the old fixture kept fails here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventDefinitions } from '#domain/registry.ts';
import { decodeEvents } from './codec.ts';
import type { SubjectKeys } from './subject-keys.ts';

const folder = new URL('../../domain/fixtures/', import.meta.url);
const stored = readdirSync(folder).map((file) => {
  const [type = '', version = ''] = file.replace('.json', '').split('.v');
  const data = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, unknown>;
  return { type, version: Number(version), data };
});

test.each([...eventDefinitions.values()])(
  '$type has a fixture for each of its versions',
  (definition) => {
    const versions = stored.filter(({ type }) => type === definition.type).map((f) => f.version);
    const expected = Array.from({ length: definition.version }, (_, index) => index + 1);
    expect(versions.toSorted((a, b) => a - b)).toEqual(expected);
  },
);

test.each(stored)('$type v$version is read by the schema of today', async (fixture) => {
  // Fixtures hold no sealed fields, so no key is ever asked for.
  const noKeys = { load: async () => {} } as unknown as SubjectKeys;
  const [event] = await decodeEvents(noKeys, [
    {
      id: '1',
      position: '1',
      stream: 'any-1',
      version: 1,
      type: fixture.type,
      type_version: fixture.version,
      data: fixture.data,
      metadata: { actorId: null },
      occurred_at: '2026-01-01T00:00:00.000Z',
    },
  ]);
  const definition = eventDefinitions.get(fixture.type);
  expect(definition?.schema.parse(event?.data)).toEqual(event?.data);
  for (const field of definition?.personal?.fields ?? []) expect(event?.data).toHaveProperty(field);
});
