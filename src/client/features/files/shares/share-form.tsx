import { type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import { Button } from '#client/ui/button.tsx';
import { TextField } from '#client/ui/field.tsx';
import { Select } from '#client/ui/select.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

const dayMs = 24 * 3_600_000;
const lives = ['day', 'week', 'month', 'ever'] as const;
type Life = (typeof lives)[number];
const lifeDays: Record<Exclude<Life, 'ever'>, number> = { day: 1, week: 7, month: 30 };
const counts = ['any', '1', '5', '25'] as const;
type Count = (typeof counts)[number];
const minPasswordLength = 4;

/** What a new link shall be bound to; a week, unless something else is chosen. */
export function ShareForm({ fileId }: { fileId: string }) {
  const t = useTranslations('shares');
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const [life, setLife] = useState<Life>('week');
  const [count, setCount] = useState<Count>('any');
  const [password, setPassword] = useState('');
  const create = trpc.files.shares.create.useMutation({
    onSuccess: () => {
      setPassword('');
      return utils.files.shares.list.invalidate({ fileId });
    },
  });
  const isTooShort = password !== '' && password.length < minPasswordLength;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isTooShort) return;
    create.mutate({
      fileId,
      password: password || null,
      expiresAt:
        life === 'ever' ? null : new Date(Date.now() + lifeDays[life] * dayMs).toISOString(),
      maxDownloads: count === 'any' ? null : Number(count),
    });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Select
          label={t('life')}
          value={life}
          options={lives.map((value) => ({ value, label: t(`lives.${value}`) }))}
          onChange={setLife}
        />
        <Select
          label={t('count')}
          value={count}
          options={counts.map((value) => ({
            value,
            label: value === 'any' ? t('anyCount') : t('times', { count: Number(value) }),
          }))}
          onChange={setCount}
        />
      </div>
      <TextField
        label={t('password')}
        hint={t('passwordHint')}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={
          isTooShort
            ? t('passwordTooShort', { min: String(minPasswordLength) })
            : create.error
              ? failureText(create.error)
              : undefined
        }
      />
      <div>
        <Button type="submit" tone="primary" busy={create.isPending}>
          {t('create')}
        </Button>
      </div>
    </form>
  );
}
