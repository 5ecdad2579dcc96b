import { type ReactNode, useEffect } from 'react';
import type { FieldValues, Path, Resolver } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import { Button } from '#client/ui/button.tsx';
import { TextField } from '#client/ui/field.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useKeptForm } from '#client/ui/use-kept-form.ts';
import { useKeptText } from '#client/ui/use-kept-text.ts';

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
  /** What was answered is kept under it in the tab, but for passwords. */
  draftKey: string;
  schema: () => Promise<z.ZodType<Values, Values>>;
  steps: readonly Step<Values>[];
  defaults: Values;
  /** What the last button does. */
  submitLabel: string;
  onSubmit: (values: Values) => Promise<void>;
  /** The sentence for a 401, where that is the answer to what was typed. */
  refused?: string;
  /** Which question a refusal is about, by its code. */
  about?: Readonly<Record<string, Path<Values>>>;
  intro?: ReactNode;
}

/** What checks the answers is large, and the form is the first thing seen: it comes after it. */
function load<Schema>(schema: () => Promise<Schema>) {
  return Promise.all([import('@hookform/resolvers/zod'), schema()]);
}

/** Passwords, and what is not asked. */
function unkept<Values extends FieldValues>(defaults: Values, steps: readonly Step<Values>[]) {
  const kept = new Set<string>(
    steps.filter(({ type }) => type !== 'password').map(({ name }) => name),
  );
  return (Object.keys(defaults) as Path<Values>[]).filter((name) => !kept.has(name));
}

/** A form that asks one thing at a time. What was answered stays in sight and can be changed. */
export function StepForm<Values extends FieldValues>({
  draftKey,
  schema,
  steps,
  defaults,
  submitLabel,
  onSubmit,
  refused,
  about = {},
  intro,
}: StepFormProps<Values>) {
  const t = useTranslations('auth');
  const failureText = useFailureText(refused);
  // As far as one had come; what was answered for another link may be one question more.
  const [reached, reach] = useKeptText(`${draftKey}.step`, 'tab');
  const index = Math.min(Number(reached) || 0, steps.length - 1);
  const checked: Resolver<Values> = async (values, context, options) => {
    const [{ zodResolver }, loaded] = await load(schema);
    return zodResolver(loaded)(values, context, options);
  };
  const form = useKeptForm<Values>({
    key: draftKey,
    place: 'tab',
    resolver: checked,
    defaultValues: defaults,
    reValidateMode: 'onSubmit',
    except: unkept(defaults, steps),
    about,
    refused,
  });
  const { setFocus } = form;
  const { errors, isSubmitting } = form.formState;
  const step = steps[index] ?? steps[0];
  const stepName = step?.name;
  useEffect(() => {
    if (stepName !== undefined) setFocus(stepName);
  }, [setFocus, stepName]);
  if (!step) return null;

  const store = async (values: Values) => {
    await onSubmit(values);
    reach('');
  };
  const next = async () => {
    try {
      const isLast = index === steps.length - 1;
      if (!isLast && (await form.trigger(step.name))) reach(String(index + 1));
      if (!isLast) return;
      await form.storing(store)();
      const faulty = steps.findIndex(({ name }) => form.getFieldState(name).invalid);
      if (faulty >= 0 && faulty < index) reach(String(faulty));
    } catch (error) {
      // What checks the answers could not be loaded.
      form.setError('root', { message: failureText(error) });
    }
  };

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
              <Button tone="quiet" className="-mr-3" onClick={() => reach(String(at))}>
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
        error={form.fault(step.name, step.error) ?? errors.root?.message}
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
