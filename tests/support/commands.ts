import { v7 as uuidv7 } from 'uuid';
import type { Role } from '#domain/people/person.decider.ts';
import { personDecider } from '#domain/people/person.decider.ts';
import { projectDecider } from '#domain/projects/project.decider.ts';
import { transact } from '#infra/log/transact.ts';
import type { Platform } from '#infra/platform.ts';
import type { InboxChange } from '#domain/notifications/inbox.ts';
import { changeNotifications } from '#server/notifications/commands.ts';

/** Registers somebody and waits until the read models show them. */
export async function registerPerson(
  platform: Platform,
  person: { name: string; role?: Role; language?: 'en' | 'fr' },
): Promise<string> {
  const personId = uuidv7();
  const { name, role = 'member', language = 'en' } = person;
  const committed = await transact(platform.eventLog, { actorId: null }, (unit) =>
    unit.command(personDecider, personId, {
      type: 'RegisterPerson',
      personId,
      email: `${personId}@example.org`,
      name,
      role,
      language,
    }),
  );
  if (!committed.ok) throw new Error(committed.refusal.code);
  await platform.tail.whenVisible(committed.value.eventIds, 5_000);
  return personId;
}

/** Renames somebody; false where the command was refused. */
export async function renamePerson(
  platform: Platform,
  personId: string,
  name: string,
): Promise<boolean> {
  const committed = await transact(platform.eventLog, { actorId: personId }, (unit) =>
    unit.command(personDecider, personId, { type: 'RenamePerson', name }),
  );
  if (committed.ok) await platform.tail.whenVisible(committed.value.eventIds, 5_000);
  return committed.ok;
}

export async function createProject(
  platform: Platform,
  ownerId: string,
  memberIds: readonly string[] = [],
): Promise<string> {
  const projectId = uuidv7();
  const committed = await transact(platform.eventLog, { actorId: ownerId }, async (unit) => {
    const created = await unit.command(projectDecider, projectId, {
      type: 'CreateProject',
      projectId,
      name: 'Garden',
      description: '',
      ownerId,
    });
    for (const personId of memberIds) {
      await unit.command(projectDecider, projectId, {
        type: 'AddMember',
        personId,
        role: 'editor',
      });
    }
    return created;
  });
  if (!committed.ok) throw new Error(committed.refusal.code);
  await platform.tail.whenVisible(committed.value.eventIds, 5_000);
  return projectId;
}

/** What a person does with notifications of theirs; shown by the read models after it. */
export async function changeInboxOf(
  platform: Platform,
  personId: string,
  ids: readonly string[] | 'all',
  change: InboxChange,
): Promise<void> {
  const changed = await changeNotifications(
    platform,
    { actorId: personId },
    { personId, ids, change },
  );
  if (!changed.ok) throw new Error(changed.refusal.code);
}
