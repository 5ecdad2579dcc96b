/**
 * What comes thick is told as one: of one matter (the same kind, about the same thing) the first few
 * are told each by itself; what follows soon after joins the last of them while that is unread.
 */
import type { Transaction } from '#infra/db/database.ts';

const toldSingly = 3;
const soonMinutes = 10;

export interface Matter {
  personId: string;
  /** The kind and what they share. */
  matter: string;
  /** What a notification of its own would be called. */
  notificationId: string;
  at: string;
}

export interface Joined {
  /** The one that is joined. */
  notificationId: string;
  /** Of how many events it tells then. */
  count: number;
}

/** Notes one more of a matter. Null where it is told by itself. */
export async function joinBatch(
  tx: Transaction,
  { personId, matter, notificationId, at }: Matter,
): Promise<Joined | null> {
  const [batch] = await tx<{ notification_id: string; events: number }[]>`
    insert into ops.notification_batches as batch
      (person_id, matter, notification_id, events, last_at)
    values (${personId}, ${matter}, ${notificationId}, 1, ${at})
    on conflict (person_id, matter) do update set
      events = case when ${isOpen(tx, at)} then batch.events + 1 else 1 end,
      notification_id = case
        when ${isOpen(tx, at)} and batch.events >= ${toldSingly} then batch.notification_id
        else excluded.notification_id end,
      last_at = greatest(batch.last_at, excluded.last_at)
    returning notification_id, events`;
  if (!batch || batch.events <= toldSingly) return null;
  // The last that was told by itself is the first of those that it tells of now.
  return { notificationId: batch.notification_id, count: batch.events - toldSingly + 1 };
}

/** What is read or put away is done with. What the read model does not show yet cannot be. */
function isOpen(tx: Transaction, at: string) {
  return tx`(
    batch.last_at > ${at}::timestamptz - ${soonMinutes} * interval '1 minute'
    and not exists (
      select from notifications n where n.id = batch.notification_id and (
        n.read_at is not null or n.archived_at is not null or n.snoozed_until is not null)))`;
}
