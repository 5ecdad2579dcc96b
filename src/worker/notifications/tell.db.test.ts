/** From events to who is told of them, by a worker on a real log. */
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { meetingDecider } from '#domain/meetings/meeting.decider.ts';
import { changeInboxOf } from '#tests/support/commands.ts';
import { act, type ToldRow, withNews } from '#tests/support/news.ts';

test('a task tells whose it is, each in their language, and not who did it', async () => {
  const team = await withNews();
  await using _ = team.server;
  const { ana, chloe, tom, projectId } = team;
  const taskId = await team.makeTask(ana, [ana, chloe]);
  await team.comment(tom, taskId, 'Soon, @Ana?');
  await team.changeTask(chloe, taskId, { status: 'done' });
  const news = await team.news();
  const link = `/projects/${projectId}/tasks/${taskId}`;
  expect(
    news.map(({ person_id, title, message, kind }) => [person_id, kind, title, message]),
  ).toEqual(
    [
      [chloe, 'task.assigned', 'Ana vous a confié une tâche', 'Hedge, dans Garden.'],
      [ana, 'task.mentioned', 'Tom mentioned you in Hedge', 'Soon, @Ana?'],
      [chloe, 'task.commented', 'Tom a commenté Hedge', 'Soon, @Ana?'],
      [ana, 'task.completed', 'Chloé completed Hedge', 'In Garden.'],
    ].toSorted(byOrderOf(news)),
  );
  expect(new Set(news.map((row) => row.link))).toEqual(new Set([link]));
});

test('a comment that is changed tells whom it mentions now and did not before, once', async () => {
  const team = await withNews();
  await using _ = team.server;
  const { ana, chloe, tom } = team;
  const taskId = await team.makeTask(tom, []);
  const commentId = await team.comment(tom, taskId, 'Soon, @Ana?');
  await team.editComment(tom, taskId, commentId, 'Soon, @Ana and @Chloé?');
  await team.editComment(tom, taskId, commentId, 'Soon?');
  await team.editComment(tom, taskId, commentId, '@Ana, @Chloé: soon?');
  // After all of it, so that it is known what was told by then.
  await team.changeTask(tom, taskId, { assigneeIds: [ana] });
  const news = await team.news();
  expect(news.map(({ person_id, kind }) => [person_id, kind])).toEqual([
    [ana, 'task.mentioned'],
    [chloe, 'task.mentioned'],
    [ana, 'task.assigned'],
  ]);
  expect(news[1]?.message).toBe('Soon, @Ana and @Chloé?');
});

/** Those of one event come in the order of ids, which is anybody's. */
function byOrderOf(rows: ToldRow[]) {
  const place = ([person, kind]: (string | undefined)[]) =>
    rows.findIndex((row) => row.person_id === person && row.kind === kind);
  return (one: string[], other: string[]) => place(one) - place(other);
}

test('what comes thick is told as one, until it is read', async () => {
  const team = await withNews();
  await using _ = team.server;
  const { ana, tom, platform } = team;
  const taskId = await team.makeTask(ana, [ana]);
  for (const number of [1, 2, 3, 4, 5, 6]) await team.comment(tom, taskId, `Comment ${number}`);
  const thick = await team.news();
  expect(thick.map(({ title, message, count }) => [title, message, count])).toEqual([
    ['Tom commented on Hedge', 'Comment 1', 1],
    ['Tom commented on Hedge', 'Comment 2', 1],
    ['4 new comments on Hedge', 'Tom: Comment 6', 4],
  ]);
  expect(thick.at(-1)?.read_at).toBeNull();
  await changeInboxOf(platform, ana, 'all', { read: true });
  await team.comment(tom, taskId, 'Comment 7');
  expect((await team.news()).at(-1)).toMatchObject({ message: 'Comment 7', count: 1 });

  // A worker that forgot how far it was tells nobody again.
  const { sql } = platform.database;
  const before = await team.news();
  await sql`update ops.reaction_checkpoints set position = 0 where name = 'notifications.tell-of-tasks'`;
  await team.comment(tom, taskId, 'Comment 8');
  const after = await team.news();
  expect(after.slice(0, -1)).toEqual(before);
  expect(after.at(-1)).toMatchObject({ message: 'Comment 8', count: 1 });
});

test('a muted project and a category that is not wanted go to the archive, unread', async () => {
  const team = await withNews();
  await using _ = team.server;
  const { ana, tom, chloe, projectId } = team;
  await team.prefer(chloe, { mutedProjectIds: [projectId] });
  await team.prefer(tom, { categories: { assignment: { inApp: false } } });
  await team.makeTask(ana, [chloe, tom]);
  const news = await team.news();
  expect(news).toHaveLength(2);
  for (const row of news) expect(row.archived_at).not.toBeNull();
  expect(news.find((row) => row.person_id === chloe)?.channels).toMatchObject({ inApp: 'muted' });
  expect(news.find((row) => row.person_id === tom)?.channels).toMatchObject({
    inApp: 'category_off',
    mail: 'told',
  });
  const unread = await team.platform.database.sql`
    select distinct on (person_id) unread_count from unread_counts
    where person_id = any(${[chloe, tom]}) order by person_id, position desc`;
  // Of having been added to the project.
  expect(unread.map((row) => row.unread_count as number)).toEqual([1, 1]);
});

test('people are told of their projects, roles and meetings', async () => {
  const team = await withNews();
  await using _ = team.server;
  const { platform, ana, tom, chloe } = team;
  const meetingId = uuidv7();
  const details = {
    meetingId,
    projectId: null,
    organizerId: ana,
    title: 'Weekly',
    description: '',
    startsAt: '2030-05-06T08:00:00.000Z',
    endsAt: '2030-05-06T09:00:00.000Z',
    timeZone: 'Europe/Paris',
    recurrence: null,
    participantIds: [tom],
  };
  await act(platform, ana, (unit) =>
    unit.command(meetingDecider, meetingId, { type: 'ScheduleMeeting', ...details }),
  );
  await act(platform, ana, (unit) =>
    unit.command(meetingDecider, meetingId, {
      type: 'UpdateMeeting',
      changes: { startsAt: '2030-05-06T08:30:00.000Z', participantIds: [tom, chloe] },
      version: null,
    }),
  );
  await act(platform, ana, (unit) =>
    unit.command(meetingDecider, meetingId, { type: 'CancelMeeting' }),
  );
  const news = await team.news();
  expect(
    news.map(({ person_id, kind }) => `${person_id === tom ? 'Tom' : 'Chloé'} ${kind}`).toSorted(),
  ).toEqual([
    'Chloé meeting.cancelled',
    'Chloé meeting.invited',
    'Tom meeting.cancelled',
    'Tom meeting.invited',
    'Tom meeting.moved',
  ]);
  expect(news.find(({ kind }) => kind === 'meeting.moved')?.message).toBe(
    'Now Monday 6 May at 08:30 UTC, before Monday 6 May at 08:00 UTC.',
  );
});
