import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { DialogForm } from '#client/ui/kept-form.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';
import { ProjectFields } from './project-fields.tsx';
import { type ProjectValues, projectSchema } from './project-schema.ts';

interface CreateProjectDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (projectId: string) => void;
}

export function CreateProjectDialog(props: CreateProjectDialogProps) {
  const t = useTranslations('projects');
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title={t('create')}>
      <CreateProjectForm {...props} />
    </Dialog>
  );
}

function CreateProjectForm({ onOpenChange, onCreated }: CreateProjectDialogProps) {
  const t = useTranslations('projects');
  const utils = trpc.useUtils();
  const create = trpc.projects.create.useMutation();
  const form = useKeptForm<ProjectValues>({
    key: 'project',
    resolver: zodResolver(projectSchema),
    defaultValues: { name: '', description: '' },
  });
  return (
    <DialogForm
      form={form}
      submitLabel={t('create')}
      onCancel={() => onOpenChange(false)}
      onStore={async (values) => {
        const project = await create.mutateAsync(values);
        await utils.projects.list.invalidate();
        onCreated(project.id);
      }}
    >
      <ProjectFields form={form} />
    </DialogForm>
  );
}
