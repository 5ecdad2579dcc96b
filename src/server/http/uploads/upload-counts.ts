/** How uploads to this process ended. */
import { Counter } from 'prom-client';
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
export async function counted<Answer extends object>(take: () => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await take();
    if (!('replay' in answer)) uploads.inc({ result: accepted });
    return answer;
  } catch (error) {
    uploads.inc({ result: expectedRefusal(error)?.code ?? 'unexpected' });
    throw error;
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
