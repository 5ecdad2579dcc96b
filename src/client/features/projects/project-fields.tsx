import { useTranslations } from 'use-intl';
import { TextAreaField, TextField } from '#client/ui/field.tsx';
import type { KeptForm } from '#client/ui/use-kept-form.ts';
import type { ProjectValues } from './project-schema.ts';

/** What a project is called, and what it is about. */
export function ProjectFields({ form }: { form: KeptForm<ProjectValues> }) {
  const t = useTranslations('projects');
  return (
    <>
      <TextField
        label={t('name')}
        error={form.fault('name', t('nameMissing'))}
        {...form.register('name')}
      />
      <TextAreaField
        label={t('description')}
        error={form.fault('description', t('descriptionLong'))}
        {...form.register('description')}
      />
    </>
  );
}
