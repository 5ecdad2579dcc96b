import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Dialog, FormActions } from '#client/ui/dialog.tsx';
import { TextAreaField, TextField } from '#client/ui/field.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
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
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const create = trpc.projects.create.useMutation();
  const { register, handleSubmit, formState, setError } = useForm<ProjectValues>({
    resolver: zodResolver(projectSchema),
    defaultValues: { name: '', description: '' },
  });
  const submit = handleSubmit(async (values) => {
    try {
      const project = await create.mutateAsync(values);
      await utils.projects.list.invalidate();
      onCreated(project.id);
    } catch (error) {
      setError('root', { message: failureText(error) });
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <div className="flex flex-col gap-4 px-5 pt-3">
        <TextField
          label={t('name')}
          error={formState.errors.name ? t('nameMissing') : formState.errors.root?.message}
          {...register('name')}
        />
        <TextAreaField
          label={t('description')}
          error={formState.errors.description && t('descriptionLong')}
          {...register('description')}
        />
      </div>
      <FormActions onCancel={() => onOpenChange(false)} busy={formState.isSubmitting}>
        {t('create')}
      </FormActions>
    </form>
  );
}
