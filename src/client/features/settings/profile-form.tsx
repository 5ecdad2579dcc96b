import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { usePerson } from '#client/app/person.ts';
import { Button } from '#client/ui/button.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { DraftNotice, FormFailure } from '#client/ui/kept-form.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';

/** One's name, and the address one signs in with. */
export function ProfileForm() {
  const t = useTranslations('settings');
  const person = usePerson();
  const toast = useToast();
  const utils = trpc.useUtils();
  const rename = trpc.people.rename.useMutation();
  const form = useKeptForm({ key: 'profile', defaultValues: { name: person.name } });
  const store = async (values: { name: string }) => {
    await rename.mutateAsync(values);
    await utils.auth.status.invalidate();
    void utils.people.invalidate();
    void utils.projects.invalidate();
    form.reset(values);
    toast(t('nameSaved'));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => void form.storing(store)(event)}
      className="flex max-w-md flex-col gap-4"
    >
      <DraftNotice form={form} />
      <TextField
        label={t('name')}
        autoComplete="name"
        hint={t('nameHint')}
        error={form.fault('name', t('nameMissing'))}
        {...form.register('name', {
          setValueAs: (value: string) => value.trim(),
          validate: (value) => value.length > 0,
        })}
      />
      {person.email && (
        <div>
          <div className="text-list font-semibold">{t('email')}</div>
          <div className="pt-1 text-list text-quiet">{person.email}</div>
        </div>
      )}
      <FormFailure form={form} />
      <div>
        <Button
          type="submit"
          tone="primary"
          disabled={!form.formState.isDirty}
          busy={form.formState.isSubmitting}
        >
          {t('saveName')}
        </Button>
      </div>
    </form>
  );
}
