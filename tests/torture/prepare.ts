/** What a run needs in the database before anybody starts. */
import type postgres from 'postgres';
import { personDecider } from '#domain/people/person.decider.ts';
import { projectDecider } from '#domain/projects/project.decider.ts';
import { openDatabase } from '#infra/db/database.ts';
import { NewStreams } from '#infra/log/new-streams.ts';
import { SubjectKeys } from '#infra/log/subject-keys.ts';
import { transact } from '#infra/log/transact.ts';

/** Where reactions leave rows; no unique key, so that a second effect shows. */
export async function prepareEffects(sql: postgres.Sql, role: string | null): Promise<void> {
  await sql`create schema torture`;
  await sql`create table torture.effects (reaction text not null, event_id bigint not null)`;
  if (!role) return;
  await sql`grant usage on schema torture to ${sql(role)}`;
  await sql`grant insert on torture.effects to ${sql(role)}`;
}

/** The people and projects that all writers know. */
export async function prepareStreams(
  ownerUrl: string,
  people: readonly string[],
  projects: readonly string[],
): Promise<void> {
  const options = { url: ownerUrl, applicationName: 'prepare', maxConnections: 1, role: null };
  await using database = openDatabase(options);
  await using keysDatabase = openDatabase(options);
  const keys = new SubjectKeys(keysDatabase.sql);
  const log = {
    sql: database.sql,
    keys,
    newStreams: new NewStreams(database.sql, keys),
    appended: () => {},
  };
  const prepared = await transact(log, { actorId: null }, async (unit) => {
    for (const personId of people) {
      await unit.command(personDecider, personId, {
        type: 'RegisterPerson',
        personId,
        email: `${personId}@example.org`,
        name: personId,
        role: 'member',
        language: 'en',
      });
    }
    for (const projectId of projects) {
      await unit.command(projectDecider, projectId, {
        type: 'CreateProject',
        projectId,
        name: projectId,
        description: '',
        ownerId: people[0]!,
      });
    }
    return { ok: true, value: null };
  });
  if (!prepared.ok) throw new Error(`preparing was refused: ${prepared.refusal.code}`);
}
