import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import { FormActions } from './dialog.tsx';
import type { KeptForm } from './use-kept-form.ts';

/** Says quietly that what was typed before is in the fields again. */
export function DraftNotice<Values extends FieldValues>({ form }: { form: KeptForm<Values> }) {
  const t = useTranslations('draft');
  if (form.draft === 'none') return null;
  return (
    <div role="status" className="-my-1 flex flex-wrap items-center gap-x-1 text-small text-quiet">
      <p>{t(form.draft)}</p>
      <Button
        tone="quiet"
        className="-mx-2 px-2! text-small! text-accent"
        onClick={({ currentTarget }) => {
          // The button goes, and the keyboard is to stay in the form.
          currentTarget.form?.querySelector<HTMLElement>('input, textarea')?.focus();
          form.discard();
        }}
      >
        {t('discard')}
      </Button>
    </div>
  );
}

/** What failed that is no field's fault. */
export function FormFailure<Values extends FieldValues>({ form }: { form: KeptForm<Values> }) {
  const { root } = form.formState.errors;
  if (!root) return null;
  return (
    <p role="alert" className="text-list text-danger">
      {root.message}
    </p>
  );
}

interface DialogFormProps<Values extends FieldValues> {
  form: KeptForm<Values>;
  /** Rejects where it is not stored. */
  onStore: (values: Values) => Promise<void>;
  /** Given up on purpose: what was typed goes. */
  onCancel: () => void;
  /** What storing it does, in a word or two. */
  submitLabel: string;
  children: ReactNode;
}

/** A form in a dialog. Closing the dialog keeps what was typed, cancelling does not. */
export function DialogForm<Values extends FieldValues>({
  form,
  onStore,
  onCancel,
  submitLabel,
  children,
}: DialogFormProps<Values>) {
  return (
    <form noValidate onSubmit={(event) => void form.storing(onStore)(event)}>
      <div className="flex flex-col gap-4 px-5 pt-3">
        <DraftNotice form={form} />
        {children}
        <FormFailure form={form} />
      </div>
      <FormActions
        onCancel={() => {
          form.discard();
          onCancel();
        }}
        busy={form.formState.isSubmitting}
      >
        {submitLabel}
      </FormActions>
    </form>
  );
}
