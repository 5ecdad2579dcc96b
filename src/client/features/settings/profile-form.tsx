import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { usePerson } from '#client/app/person.ts';
import { Button } from '#client/ui/button.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

/** One's name, and the address one signs in with. */
export function ProfileForm() {
  const t = useTranslations('settings');
  const person = usePerson();
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const rename = trpc.people.rename.useMutation();
  const { register, handleSubmit, formState, setError, reset } = useForm({
    defaultValues: { name: person.name },
  });
  const submit = handleSubmit(async (values) => {
    try {
      await rename.mutateAsync(values);
      await utils.auth.status.invalidate();
      void utils.people.invalidate();
      void utils.projects.invalidate();
      reset(values);
      toast(t('nameSaved'));
    } catch (error) {
      setError('name', { message: failureText(error) });
    }
  });
  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      className="flex max-w-md flex-col gap-4"
    >
      <TextField
        label={t('name')}
        autoComplete="name"
        hint={t('nameHint')}
        error={formState.errors.name?.message}
        {...register('name', {
          setValueAs: (value: string) => value.trim(),
          validate: (value) => value.length > 0 || t('nameMissing'),
        })}
      />
      {person.email && (
        <div>
          <div className="text-list font-semibold">{t('email')}</div>
          <div className="pt-1 text-list text-quiet">{person.email}</div>
        </div>
      )}
      <div>
        <Button
          type="submit"
          tone="primary"
          disabled={!formState.isDirty}
          busy={formState.isSubmitting}
        >
          {t('saveName')}
        </Button>
      </div>
    </form>
  );
}
