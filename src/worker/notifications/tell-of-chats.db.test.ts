/** Who is told of what is said in a meeting's chat, by a worker on a real log. */
import { expect, test } from 'vitest';
import { answer, changeMessage, post, schedule } from '#tests/support/meetings.ts';
import { withNews } from '#tests/support/news.ts';

test('who is mentioned or answered is told, once for each message and change of one', async () => {
  const team = await withNews();
  await using _ = team.server;
  const { ana, chloe, tom } = team;
  const { platform, services } = { ...team, ...team.server };
  const person = (personId: string) => ({ personId, sessionId: personId });
  const server = { platform, services };
  await team.prefer(ana, { categories: { comment: { inApp: false } } });
  const { id } = await schedule(server, person(ana), [chloe, tom]);
  const hello = await post(server, person(ana), id, 'Hello');
  const question = await post(server, person(tom), id, 'Soon, @Chloé?');
  await changeMessage(server, person(tom), question, 'Soon, @Chloé and @Ana?');
  await changeMessage(server, person(tom), question, 'Soon?');
  await changeMessage(server, person(tom), question, '@Ana and @Chloé: soon?');
  await answer(server, person(chloe), question, 'Yes');
  await answer(server, person(chloe), question, 'Yes, @Tom');
  await answer(server, person(tom), question, 'Good');
  await answer(server, person(chloe), hello, 'Bonjour');
  const news = (await team.news()).filter(({ kind }) => kind.startsWith('chat.'));
  expect(
    news.map(({ person_id, kind, title, message }) => [person_id, kind, title, message]),
  ).toEqual([
    [chloe, 'chat.mentioned', 'Tom vous mentionne dans Weekly round', 'Soon, @Chloé?'],
    [ana, 'chat.mentioned', 'Tom mentioned you in Weekly round', 'Soon, @Chloé and @Ana?'],
    [tom, 'chat.answered', 'Chloé answered you in Weekly round', 'Yes'],
    [tom, 'chat.mentioned', 'Chloé mentioned you in Weekly round', 'Yes, @Tom'],
    [ana, 'chat.answered', 'Chloé answered you in Weekly round', 'Bonjour'],
  ]);
  // She does not want to be told of answers in the list.
  expect(news.map(({ archived_at }) => archived_at !== null)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});
