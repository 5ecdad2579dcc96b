import { z } from 'zod';
import type { Language } from '#domain/kernel/refusals.ts';
import type { SqlRunner } from '#infra/db/database.ts';
import { avatarUrl } from './avatar.ts';

/** A person as others see them beside a change: nothing that only some readers may see. */
export const personSchema = z
  .object({ id: z.string(), name: z.string(), avatar_url: z.string().nullable() })
  .meta({ id: 'Person' });
export type PersonSummary = z.infer<typeof personSchema>;

/** Those of them that are known. */
export async function namesOf(
  sql: SqlRunner,
  personIds: readonly string[],
): Promise<PersonSummary[]> {
  const rows = await sql<{ id: string; name: string; avatar_key: string | null }[]>`
    select id, name, avatar_key from people where id = any(${[...personIds]}::uuid[])`;
  return rows.map(({ id, name, avatar_key }) => ({
    id,
    name,
    avatar_url: avatarUrl(id, avatar_key),
  }));
}

/** Who did something, in a sentence. */
export async function actorName(
  sql: SqlRunner,
  actorId: string | null,
): Promise<Record<Language, string>> {
  if (actorId === null) return { en: 'EcosystIA', fr: 'EcosystIA' };
  const [person] = await namesOf(sql, [actorId]);
  return { en: person?.name || 'Somebody', fr: person?.name || 'Quelqu’un' };
}
