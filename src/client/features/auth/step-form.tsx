import { type ReactNode, useEffect, useState } from 'react';
import { type DefaultValues, type FieldValues, type Path, useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import { Button } from '#client/ui/button.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

export interface Step<Values> {
  name: Path<Values>;
  /** The question, as a title. */
  title: string;
  label: string;
  type: 'text' | 'email' | 'password';
  autoComplete: string;
  hint?: string;
  /** What is wrong with what was typed. */
  error: string;
}

interface StepFormProps<Values extends FieldValues> {
  schema: () => Promise<z.ZodType<Values, Values>>;
  steps: readonly Step<Values>[];
  defaults: DefaultValues<Values>;
  /** What the last button does. */
  submitLabel: string;
  onSubmit: (values: Values) => Promise<void>;
  /** The sentence for a 401, where that is the answer to what was typed. */
  refused?: string;
  intro?: ReactNode;
}

/** What checks the answers is large, and the form is the first thing seen: it comes after it. */
function load<Schema>(schema: () => Promise<Schema>) {
  return Promise.all([import('@hookform/resolvers/zod'), schema()]);
}

/** A form that asks one thing at a time. What was answered stays in sight and can be changed. */
export function StepForm<Values extends FieldValues>({
  schema,
  steps,
  defaults,
  submitLabel,
  onSubmit,
  refused,
  intro,
}: StepFormProps<Values>) {
  const t = useTranslations('auth');
  const failureText = useFailureText(refused);
  const [index, setIndex] = useState(0);
  const form = useForm<Values, unknown, Values>({
    resolver: async (values, context, options) => {
      const [{ zodResolver }, loaded] = await load(schema);
      return zodResolver(loaded)(values, context, options);
    },
    defaultValues: defaults,
    reValidateMode: 'onSubmit',
  });
  const { errors, isSubmitting } = form.formState;
  const step = steps[index] ?? steps[0];
  const stepName = step?.name;
  useEffect(() => {
    if (stepName !== undefined) form.setFocus(stepName);
  }, [form, stepName]);
  if (!step) return null;

  const next = async () => {
    try {
      if (!(await form.trigger(step.name))) return;
      if (index < steps.length - 1) {
        setIndex(index + 1);
        return;
      }
      await form.handleSubmit(onSubmit)();
    } catch (error) {
      form.setError('root', { message: failureText(error) });
    }
  };

  const invalid = errors[step.name] !== undefined;
  return (
    <form
      noValidate
      // Here by the time it is needed; where it is not, that is said then.
      onInput={() => void load(schema).catch((error: unknown) => console.warn(error))}
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        form.clearErrors('root');
        void next();
      }}
    >
      {index === 0 && intro}
      <h1 className="text-display font-semibold text-balance">{step.title}</h1>
      {index > 0 && (
        <ul className="flex flex-col border-t border-line">
          {steps.slice(0, index).map((done, at) => (
            <li key={done.name} className="flex items-center gap-3 border-b border-line py-1">
              <span className="w-28 shrink-0 text-list text-quiet">{done.label}</span>
              <span className="min-w-0 flex-1 truncate text-list">
                {done.type === 'password' ? '••••••••' : form.getValues(done.name)}
              </span>
              <Button tone="quiet" className="-mr-3" onClick={() => setIndex(at)}>
                {t('change')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {/* Password managers look for the address beside the password. */}
      {step.type === 'password' && (
        <input
          type="text"
          autoComplete="username"
          readOnly
          tabIndex={-1}
          aria-hidden
          className="sr-only"
          value={String(form.getValues('email' as Path<Values>) ?? '')}
        />
      )}
      <TextField
        key={step.name}
        label={step.label}
        hint={step.hint}
        type={step.type}
        autoComplete={step.autoComplete}
        autoCapitalize={step.type === 'text' ? 'words' : 'none'}
        error={invalid ? step.error : errors.root?.message}
        {...form.register(step.name)}
      />
      <div>
        <Button type="submit" tone="primary" busy={isSubmitting} className="px-5">
          {index < steps.length - 1 ? t('continue') : submitLabel}
        </Button>
      </div>
    </form>
  );
}
