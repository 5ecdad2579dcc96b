import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { signedLinks } from '#client/api/signed-links.ts';
import { trpc } from '#client/api/trpc.ts';
import { Loaded } from '#client/ui/loaded.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { SectionLink } from '#client/ui/section-link.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { FileThumbnail } from './file-thumbnail.tsx';

const gridClass = 'grid grid-cols-3 gap-2 pt-3 sm:grid-cols-4';

interface LatestFilesProps {
  count: number;
  /** Of this project alone. */
  projectId?: string;
}

/** The newest pictures, for home pages. */
export function LatestFiles({ count, projectId }: LatestFilesProps) {
  const t = useTranslations('files');
  const files = trpc.files.list.useQuery(
    { limit: count, ...(projectId === undefined ? {} : { projectId }) },
    signedLinks,
  );
  return (
    <section className="min-w-0">
      <SectionHead
        title={t('latest')}
        end={
          <SectionLink
            {...(projectId === undefined
              ? { to: '/files' }
              : { to: '/projects/$projectId/files', params: { projectId } })}
          >
            {t('openFiles')}
          </SectionLink>
        }
      />
      <Loaded
        query={files}
        what={t('notLoaded')}
        skeleton={
          <div role="status" aria-label={t('loading')} className={gridClass}>
            {Array.from({ length: count }, (_, place) => (
              <Skeleton key={place} className="aspect-square rounded-md" />
            ))}
          </div>
        }
      >
        {(data) =>
          data.results.length === 0 ? (
            <p className="py-4 text-list text-quiet">{t('latestEmpty')}</p>
          ) : (
            <ul className={gridClass}>
              {data.results.map((file) => (
                <li key={file.id}>
                  <Link
                    to="/files/$fileId"
                    params={{ fileId: file.id }}
                    title={file.original_name}
                    className="block rounded-md hover:opacity-90"
                  >
                    <FileThumbnail
                      file={file}
                      size="300"
                      className="aspect-square overflow-hidden rounded-md"
                    />
                    <span className="sr-only">{file.original_name}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
