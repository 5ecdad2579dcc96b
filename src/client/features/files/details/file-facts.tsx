import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { StoredFile } from '#client/api/types.ts';
import { formatSize } from '#client/ui/format-size.ts';

/** What is known of a file. */
export function FileFacts({ file }: { file: StoredFile }) {
  const t = useTranslations('files');
  const locale = useLocale();
  const format = useFormatter();
  const projects = trpc.projects.list.useQuery();
  const project = projects.data?.results.find(({ id }) => id === file.project_id);
  const at = (moment: string) =>
    format.dateTime(new Date(moment), { dateStyle: 'long', timeStyle: 'short' });
  const facts: [name: string, value: string][] = [
    [t('by'), file.uploaded_by.name],
    [t('added'), at(file.created_at)],
    ...(file.kept_until ? [fact(t('keptUntil'), at(file.kept_until))] : []),
    ...(project ? [fact(t('project'), project.name)] : []),
    ...(file.project_id === null && file.meeting_id === null
      ? [fact(t('project'), t('noProject'))]
      : []),
    [t('size'), formatSize(file.file_size, locale)],
    ...(file.width !== null && file.height !== null
      ? [fact(t('dimensions'), `${file.width} × ${file.height}`)]
      : []),
  ];
  return (
    <div>
      <dl className="border-t border-line">
        {facts.map(([name, value]) => (
          <div key={name} className="flex gap-4 border-b border-line py-1.5 text-list">
            <dt className="w-28 shrink-0 text-quiet">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <details className="text-list">
        <summary className="target flex w-fit cursor-pointer items-center text-quiet hover:text-text">
          {t('technical')}
        </summary>
        <dl>
          {[fact(t('format'), file.mime_type), fact('SHA-256', file.sha256)].map(
            ([name, value]) => (
              <div key={name} className="flex gap-4 py-1">
                <dt className="w-28 shrink-0 text-quiet">{name}</dt>
                <dd className="min-w-0 font-mono text-small break-all">{value}</dd>
              </div>
            ),
          )}
        </dl>
      </details>
    </div>
  );
}

function fact(name: string, value: string): [string, string] {
  return [name, value];
}
