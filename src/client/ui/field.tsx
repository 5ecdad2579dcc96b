import { Field as BaseField } from '@base-ui/react/field';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export const inputClass =
  'target rounded-md border border-line-strong bg-raised px-3 text-list text-text placeholder:text-quiet ' +
  'focus-visible:outline-offset-0 data-invalid:border-danger';

/** Enough to tell an address from a name; the server decides. */
export function isAddress(text: string): boolean {
  return /^\S+@\S+\.\S+$/u.test(text);
}

interface FieldProps extends Omit<ComponentProps<'input'>, 'className'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Hides the label from sight where the page already says it as its title. */
  labelHidden?: boolean;
}

/** A labelled line of text with its hint and its error, tied together for screen readers. */
export function TextField({ label, hint, error, labelHidden = false, ...input }: FieldProps) {
  return (
    <BaseField.Root invalid={Boolean(error)} className="flex flex-col gap-1">
      <BaseField.Label className={labelHidden ? 'sr-only' : 'text-list font-semibold'}>
        {label}
      </BaseField.Label>
      <BaseField.Control className={classNames(inputClass, 'w-full')} {...input} />
      {hint && !error && (
        <BaseField.Description className="text-small text-quiet">{hint}</BaseField.Description>
      )}
      {error && (
        <BaseField.Error match className="text-small text-danger" role="alert">
          {error}
        </BaseField.Error>
      )}
    </BaseField.Root>
  );
}

interface TextAreaFieldProps extends Omit<ComponentProps<'textarea'>, 'className'> {
  label: string;
  error?: string | undefined;
}

/** The same for several lines. */
export function TextAreaField({ label, error, ...area }: TextAreaFieldProps) {
  return (
    <BaseField.Root invalid={Boolean(error)} className="flex flex-col gap-1">
      <BaseField.Label className="text-list font-semibold">{label}</BaseField.Label>
      <BaseField.Control
        render={<textarea rows={3} {...area} />}
        className={classNames(inputClass, 'w-full py-2')}
      />
      {error && (
        <BaseField.Error match className="text-small text-danger" role="alert">
          {error}
        </BaseField.Error>
      )}
    </BaseField.Root>
  );
}
