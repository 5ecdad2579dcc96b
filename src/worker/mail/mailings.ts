/** The rows that mails are kept in, each for one person and one window. */
import { v5 } from 'uuid';
import type { SqlRunner } from '#infra/db/database.ts';
import type { JobRequest } from '#infra/jobs/queue-job.ts';
import { sendMailingJob } from './send-mailing.job.ts';
import type { Window } from '../quiet-window.ts';

/** Any fixed one: it only keeps these ids apart from other name-based ids. */
const namespace = '6a1f8f0e-0d5f-4c39-8f0b-5d8d4f6f7a10';

/** The mail of a window, opened if it was not: null where it is on its way already. */
export async function openMailing(
  sql: SqlRunner,
  personId: string,
  { name, dueAt }: Window,
): Promise<{ id: string; job: JobRequest } | null> {
  const id = v5(`${personId} ${name}`, namespace);
  const dueText = dueAt.toISOString();
  await sql`
    insert into ops.mailings (id, person_id, "window", due_at, state)
    values (${id}, ${personId}, ${name}, ${dueText}, 'waiting') on conflict do nothing`;
  const [open] = await sql`
    select 1 from ops.mailings where id = ${id} and state = 'waiting' for update`;
  if (!open) return null;
  const job = { queue: sendMailingJob.queue, id, data: { mailingId: id }, startAfter: dueText };
  return { id, job };
}
