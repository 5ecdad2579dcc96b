/** How uploads ended: those to this process for its metrics, each person's refusals for good. */
import { Counter } from 'prom-client';
import type { RefusalCode } from '#domain/kernel/refusals.ts';
import type { Caller } from '../../auth/caller.ts';
import type { Services } from '../../services.ts';
import { expectedRefusal } from '../error-handler.ts';
import { register } from '../../system/metrics.ts';

const uploads = new Counter({
  name: 'ecosystia_uploads_total',
  help: 'Uploads by how they ended: accepted, or the code of the refusal',
  labelNames: ['result'],
  registers: [register],
});

const accepted = 'accepted';

/** Counts what comes of taking an upload in. An earlier answer given again is none. */
export async function counted<Answer extends object>(
  services: Services,
  caller: Caller,
  take: () => Promise<Answer>,
): Promise<Answer> {
  const answer = await refusalsCounted(services, caller, take);
  if (!('replay' in answer)) countAccepted();
  return answer;
}

export async function refusalsCounted<Answer>(
  services: Services,
  caller: Caller,
  take: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await take();
  } catch (error) {
    await countRefused(services, caller, expectedRefusal(error)?.code ?? 'unexpected');
    throw error;
  }
}

export function countAccepted(): void {
  uploads.inc({ result: accepted });
}

/** A refusal is answered whether or not it can be counted. */
export async function countRefused(
  { platform, log }: Pick<Services, 'platform' | 'log'>,
  { personId }: Pick<Caller, 'personId'>,
  code: RefusalCode,
): Promise<void> {
  uploads.inc({ result: code });
  try {
    await platform.database.sql`
      insert into ops.upload_refusals as counted (person_id, day, code, count)
      values (${personId}, (now() at time zone 'utc')::date, ${code}, 1)
      on conflict (person_id, day, code) do update set count = counted.count + 1`;
  } catch (error) {
    log.error({ err: error, code }, 'a refused upload could not be counted');
  }
}

export interface UploadCounts {
  accepted: number;
  refused: Record<string, number>;
}

export async function uploadCounts(): Promise<UploadCounts> {
  const counts: UploadCounts = { accepted: 0, refused: {} };
  for (const { labels, value } of (await uploads.get()).values) {
    if (labels.result === accepted) counts.accepted = value;
    else counts.refused[String(labels.result)] = value;
  }
  return counts;
}
