import { expect, test } from 'vitest';
import { auditRouter } from '#server/audit/audit.router.ts';
import type { Context } from '#server/trpc/trpc.ts';
import { createCallerFactory } from '#server/trpc/trpc.ts';
import { createProject, registerPerson, renamePerson } from '../support/commands.ts';
import { openTestPlatform, type TestPlatform } from '../support/platform.ts';
import { tamper } from './tamper.ts';

const callerFor = createCallerFactory(auditRouter);

function auditAs(
  { platform }: TestPlatform,
  personId: string,
  role: 'admin' | 'member' = 'admin',
  language: 'en' | 'fr' = 'en',
) {
  // The audit's procedures need the platform alone.
  return callerFor({
    services: { platform },
    caller: { personId, sessionId: personId, role },
    language,
    requestId: 'test',
  } as unknown as Context);
}

test('events come newest first, by pages, with opened fields, actor and hashes', async () => {
  await using instance = await openTestPlatform();
  const ann = await registerPerson(instance.platform, { name: 'Ann', role: 'admin' });
  await renamePerson(instance.platform, ann, 'Anna');
  await createProject(instance.platform, ann);
  const audit = auditAs(instance, ann);
  const first = await audit.events({ limit: 3 });
  expect(first.head).toBe(4);
  expect(first.results.map(({ position }) => position)).toEqual([4, 3, 2]);
  expect(first.next_before).toBe(2);
  const second = await audit.events({ limit: 3, beforePosition: 2 });
  expect(second).toMatchObject({
    next_before: null,
    results: [{ position: 1, type: 'PersonRegistered', actor: null, data: { name: 'Ann' } }],
  });
  expect(first.results[2]).toMatchObject({
    type: 'PersonRenamed',
    stream: `person-${ann}`,
    version: 2,
    actor: { id: ann, name: 'Anna' },
    data: { personId: ann, name: 'Anna' },
    hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
});

test('filters narrow the log, alone and together', async () => {
  await using instance = await openTestPlatform();
  const ann = await registerPerson(instance.platform, { name: 'Ann', role: 'admin' });
  const ben = await registerPerson(instance.platform, { name: 'Ben' });
  await renamePerson(instance.platform, ann, 'Anna');
  await renamePerson(instance.platform, ben, 'Benno');
  const audit = auditAs(instance, ann);
  const positions = async (filter: Parameters<typeof audit.events>[0]) =>
    (await audit.events(filter)).results.map(({ position }) => position);
  expect(await positions({ type: 'PersonRenamed' })).toEqual([4, 3]);
  expect(await positions({ stream: `person-${ben}` })).toEqual([4, 2]);
  expect(await positions({ stream: 'person' })).toEqual([4, 3, 2, 1]);
  expect(await positions({ actorId: ann })).toEqual([3]);
  expect(await positions({ actorId: ann, type: 'PersonRegistered' })).toEqual([]);
  const [third] = (await audit.events({ actorId: ann })).results;
  const at = third?.occurred_at ?? '';
  expect(await positions({ from: at })).toEqual([4, 3]);
  expect(await positions({ to: at })).toEqual([2, 1]);
  expect(await positions({ type: 'PersonRenamed', limit: 1 })).toEqual([4]);
});

test('an entity is shown as it was at a position', async () => {
  await using instance = await openTestPlatform();
  const ann = await registerPerson(instance.platform, { name: 'Ann', role: 'admin' });
  const project = await createProject(instance.platform, ann);
  await renamePerson(instance.platform, ann, 'Anna');
  const audit = auditAs(instance, ann);
  const person = (position: number) => audit.entity({ stream: `person-${ann}`, position });
  expect(await person(0)).toMatchObject({ version: 0, state: null });
  expect(await person(3)).toMatchObject({ version: 1, state: { name: 'Ann', role: 'admin' } });
  expect(await person(4)).toMatchObject({ version: 2, state: { name: 'Anna' } });
  expect(await audit.entity({ stream: `project-${project}`, position: 3 })).toMatchObject({
    state: { name: 'Garden', members: { [ann]: 'owner' } },
  });
  await expect(person(5)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the verdict is said plainly, in the language of who asks', async () => {
  await using instance = await openTestPlatform();
  const ann = await registerPerson(instance.platform, { name: 'Ann', role: 'admin' });
  expect(await auditAs(instance, ann).verdict()).toMatchObject({
    ok: true,
    complete: true,
    head: 1,
    verified_up_to: 1,
    problem: null,
  });
  await tamper(
    instance.ownerUrl,
    (sql) => sql`update log.events set metadata = '{"actorId": "somebody"}'`,
  );
  const [english, french] = await Promise.all([
    auditAs(instance, ann).verdict(),
    auditAs(instance, ann, 'admin', 'fr').verdict(),
  ]);
  expect(english).toMatchObject({
    ok: false,
    problem: 'The content of the event at position 1 does not match its digest.',
    difference: { fault: 'content_changed', position: 1 },
  });
  expect(french.problem).toContain('ne correspond pas');
});

test('nobody but administrators gets any of it', async () => {
  await using instance = await openTestPlatform();
  const ben = await registerPerson(instance.platform, { name: 'Ben' });
  const audit = auditAs(instance, ben, 'member');
  await expect(audit.events({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(audit.entity({ stream: 'x-1', position: 1 })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(audit.verdict()).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
