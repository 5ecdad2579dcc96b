import { Archive, ArchiveRestore, Ellipsis, Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Project } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Menu, MenuItem } from '#client/ui/menu.tsx';
import { useArchiving } from './use-archiving.ts';

const EditProjectDialog = lazy(async () => ({
  default: (await import('./edit-project-dialog.tsx')).EditProjectDialog,
}));

/** What whoever manages a project can do with it as a whole. */
export function ProjectMenu({ project }: { project: Project }) {
  const t = useTranslations('projectMenu');
  const [editing, setEditing] = useState(false);
  const { archive, restore } = useArchiving(project);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t('menu')} title={t('menu')}>
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
      >
        {project.archived_at === null ? (
          <>
            <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={() => setEditing(true)}>
              {t('edit')}
            </MenuItem>
            <MenuItem icon={<Archive size={16} aria-hidden />} onSelect={archive}>
              {t('archive')}
            </MenuItem>
          </>
        ) : (
          <MenuItem icon={<ArchiveRestore size={16} aria-hidden />} onSelect={restore}>
            {t('restore')}
          </MenuItem>
        )}
      </Menu>
      {editing && (
        <Suspense>
          <EditProjectDialog project={project} open onOpenChange={setEditing} />
        </Suspense>
      )}
    </>
  );
}
