import { useTranslations } from 'use-intl';
import type { AccountValues } from './account-schemas.ts';
import type { Step } from './step-form.tsx';

/** The questions that make an account; the address is left out where it is known. */
export function useAccountSteps(knownEmail: boolean): Step<AccountValues>[] {
  const t = useTranslations('auth');
  const steps: (Step<AccountValues> | null)[] = [
    {
      name: 'name',
      title: t('askName'),
      label: t('name'),
      type: 'text',
      autoComplete: 'name',
      hint: t('nameHint'),
      error: t('nameMissing'),
    },
    knownEmail
      ? null
      : {
          name: 'email',
          title: t('askEmail'),
          label: t('email'),
          type: 'email',
          autoComplete: 'username',
          hint: t('emailHint'),
          error: t('emailInvalid'),
        },
    {
      name: 'password',
      title: t('choosePassword'),
      label: t('password'),
      type: 'password',
      autoComplete: 'new-password',
      hint: t('passwordHint'),
      error: t('passwordShort'),
    },
  ];
  return steps.filter((step) => step !== null);
}
