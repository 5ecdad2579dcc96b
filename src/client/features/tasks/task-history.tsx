import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { ProjectMember, Task, TaskHistoryEntry } from '#client/api/types.ts';
import type { en } from '#client/i18n/en.ts';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { fieldNames, type NamedField, useTaskValue } from './use-task-value.ts';

/** What happened to a task, newest first, each in a line; what was said of it stands above. */
export function TaskHistory({ task, members }: { task: Task; members: readonly ProjectMember[] }) {
  const t = useTranslations('tasks');
  const system = useTranslations('activity')('system');
  const history = trpc.tasks.history.useQuery({ taskId: task.id, limit: 100 });
  const entries = (history.data?.results ?? []).filter(({ type }) => type !== 'task.commented');
  if (history.data === undefined) return null;
  return (
    <details className="group" open={false}>
      <summary className="target flex cursor-pointer items-center border-b border-line text-list font-semibold">
        {t('history')}
        <span className="pl-2 text-small font-normal text-quiet">{entries.length}</span>
      </summary>
      <ol>
        {entries.map((entry) => (
          <li key={entry.version} className="flex gap-2 border-b border-line py-1.5 text-small">
            <span className="min-w-0 flex-1 wrap-anywhere">
              <span className="font-semibold">{entry.actor?.name ?? system}</span>{' '}
              <What entry={entry} members={members} />
            </span>
            <TimeAgo at={entry.created_at} className="shrink-0 text-quiet" />
          </li>
        ))}
      </ol>
    </details>
  );
}

function What({ entry, members }: { entry: TaskHistoryEntry; members: readonly ProjectMember[] }) {
  const t = useTranslations('tasks');
  const said = useTranslations('tasks.happened');
  const valueOf = useTaskValue();
  const kind = kinds[entry.type];
  if (kind) return said(kind as Exclude<typeof kind, 'field'>);
  const fields = Object.keys(fieldNames) as NamedField[];
  const changed = fields.filter((field) => entry.changes[field]);
  if (changed.length === 0) return said('movedWithin');
  return changed
    .map((field) =>
      field === 'description'
        ? said('description')
        : said('field', {
            field: t(fieldNames[field]),
            to: valueOf(field, entry.changes[field]?.to, members),
          }),
    )
    .join(' · ');
}

const kinds: Record<string, keyof (typeof en)['tasks']['happened']> = {
  'task.comment_edited': 'commentEdited',
  'task.comment_deleted': 'commentDeleted',
  'task.created': 'made',
  'task.deleted': 'deleted',
  'task.restored': 'restored',
  'task.item_added': 'checklist',
  'task.item_changed': 'checklist',
  'task.item_moved': 'checklist',
  'task.item_removed': 'checklist',
  'task.file_attached': 'files',
  'task.file_detached': 'files',
  'task.related': 'relations',
  'task.unrelated': 'relations',
};
