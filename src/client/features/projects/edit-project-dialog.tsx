import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Project } from '#client/api/types.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { DialogForm } from '#client/ui/kept-form.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';
import { ProjectFields } from './project-fields.tsx';
import { type ProjectValues, projectSchema } from './project-schema.ts';

interface EditProjectDialogProps {
  project: Project;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A project's name and description. */
export function EditProjectDialog(props: EditProjectDialogProps) {
  const t = useTranslations('projectMenu');
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title={t('edit')}>
      <EditProjectForm {...props} />
    </Dialog>
  );
}

function EditProjectForm({ project, onOpenChange }: EditProjectDialogProps) {
  const t = useTranslations('projectMenu');
  const toast = useToast();
  const utils = trpc.useUtils();
  const update = trpc.projects.update.useMutation();
  // As it was when one began: what somebody else stores meanwhile is not overwritten unseen.
  const [{ id: projectId, name, description, version }] = useState(project);
  const form = useKeptForm<ProjectValues>({
    key: `project.${projectId}`,
    version,
    resolver: zodResolver(projectSchema),
    defaultValues: { name, description },
  });
  return (
    <DialogForm
      form={form}
      submitLabel={t('save')}
      onCancel={() => onOpenChange(false)}
      onStore={async (values) => {
        await update.mutateAsync({ projectId, version, ...values });
        await utils.projects.invalidate();
        toast(t('saved'));
        onOpenChange(false);
      }}
    >
      <ProjectFields form={form} />
    </DialogForm>
  );
}
