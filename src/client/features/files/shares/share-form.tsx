import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Button } from '#client/ui/button.tsx';
import { TextField } from '#client/ui/field.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import { DraftNotice, FormFailure } from '#client/ui/kept-form.tsx';
import { useKeptForm } from '#client/ui/use-kept-form.ts';

const dayMs = 24 * 3_600_000;
const lives = ['day', 'week', 'month', 'ever'] as const;
type Life = (typeof lives)[number];
const lifeDays: Record<Exclude<Life, 'ever'>, number> = { day: 1, week: 7, month: 30 };
const counts = ['any', '1', '5', '25'] as const;
type Count = (typeof counts)[number];
const minPasswordLength = 4;

interface ShareValues {
  life: Life;
  count: Count;
  password: string;
}

const fresh: ShareValues = { life: 'week', count: 'any', password: '' };

/** What a new link shall be bound to; a week, unless something else is chosen. */
export function ShareForm({ fileId }: { fileId: string }) {
  const t = useTranslations('shares');
  const utils = trpc.useUtils();
  const create = trpc.files.shares.create.useMutation();
  const form = useKeptForm<ShareValues>({
    key: `share.${fileId}`,
    defaultValues: fresh,
    except: ['password'],
  });
  const store = async ({ life, count, password }: ShareValues) => {
    await create.mutateAsync({
      fileId,
      password: password || null,
      expiresAt:
        life === 'ever' ? null : new Date(Date.now() + lifeDays[life] * dayMs).toISOString(),
      maxDownloads: count === 'any' ? null : Number(count),
    });
    await utils.files.shares.list.invalidate({ fileId });
    form.reset({ life, count, password: '' });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => void form.storing(store)(event)}
      className="flex flex-col gap-3"
    >
      <DraftNotice form={form} />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          control={form.control}
          name="life"
          label={t('life')}
          options={lives.map((one) => ({ value: one, label: t(`lives.${one}`) }))}
        />
        <SelectField
          control={form.control}
          name="count"
          label={t('count')}
          options={counts.map((one) => ({
            value: one,
            label: one === 'any' ? t('anyCount') : t('times', { count: Number(one) }),
          }))}
        />
      </div>
      <TextField
        label={t('password')}
        hint={t('passwordHint')}
        type="password"
        autoComplete="new-password"
        error={form.fault('password', t('passwordTooShort', { min: String(minPasswordLength) }))}
        {...form.register('password', {
          validate: (value) => value === '' || value.length >= minPasswordLength,
        })}
      />
      <FormFailure form={form} />
      <div>
        <Button type="submit" tone="primary" busy={form.formState.isSubmitting}>
          {t('create')}
        </Button>
      </div>
    </form>
  );
}
