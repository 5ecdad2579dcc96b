import { Link } from '@tanstack/react-router';
import { skipToken } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { StoredFile } from '#client/api/types.ts';
import { formatSize } from '#client/ui/format-size.ts';

/** What is known of a file. */
export function FileFacts({ file }: { file: StoredFile }) {
  const t = useTranslations('files');
  const locale = useLocale();
  const format = useFormatter();
  const { project_id: projectId, meeting_id: meetingId } = file;
  const project = trpc.projects.get.useQuery(projectId === null ? skipToken : { projectId }).data
    ?.project;
  const { data: meeting } = trpc.meetings.occurrence.useQuery(
    meetingId === null ? skipToken : { meetingId, occurrence: null },
  );
  const at = (moment: string) =>
    format.dateTime(new Date(moment), { dateStyle: 'long', timeStyle: 'short' });
  const facts: [name: string, value: ReactNode][] = [
    [t('by'), file.uploaded_by.name],
    [t('added'), at(file.created_at)],
    ...(file.kept_until ? [fact(t('keptUntil'), at(file.kept_until))] : []),
    ...(projectId === null && meetingId === null ? [fact(t('project'), t('noProject'))] : []),
    ...(project
      ? [
          fact(
            t('project'),
            <Link
              to="/projects/$projectId/files"
              params={{ projectId: project.id }}
              className="text-accent hover:underline"
            >
              {project.name}
            </Link>,
          ),
        ]
      : []),
    ...(meeting
      ? [
          fact(
            t('meeting'),
            <Link
              to="/meetings/$meetingId"
              params={{ meetingId: meeting.id }}
              className="text-accent hover:underline"
            >
              {meeting.title}
            </Link>,
          ),
        ]
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
        <summary className="target inline-flex cursor-pointer items-center text-small text-quiet underline underline-offset-2 hover:text-text">
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

function fact(name: string, value: ReactNode): [string, ReactNode] {
  return [name, value];
}
