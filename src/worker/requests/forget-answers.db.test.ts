import { expect, test } from 'vitest';
import { openTestPlatform } from '#tests/support/platform.ts';
import { forgetAnswers } from './forget-answers.ts';

test('answers are kept for a day', async () => {
  await using test = await openTestPlatform();
  const { sql } = test.platform.database;
  await sql`
    insert into ops.answers (caller, key, request_digest, created_at)
    values ('ana', 'young', 'x', now() - interval '23 hours'),
           ('ana', 'old', 'x', now() - interval '25 hours')`;
  await forgetAnswers(sql);
  expect(await sql`select key from ops.answers`).toEqual([{ key: 'young' }]);
});
