/** How uploads to this process ended. */
import { Counter } from 'prom-client';
import { register } from '../../system/metrics.ts';

const uploads = new Counter({
  name: 'ecosystia_uploads_total',
  help: 'Uploads by how they ended: accepted, or the code of the refusal',
  labelNames: ['result'],
  registers: [register],
});

const accepted = 'accepted';

export function countUpload(refusalCode?: string): void {
  uploads.inc({ result: refusalCode ?? accepted });
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
