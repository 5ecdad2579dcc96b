import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger';

const tones: Record<ButtonTone, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover font-semibold',
  plain: 'border border-line bg-raised text-text hover:border-line-strong',
  quiet: 'text-text hover:bg-sunken',
  danger: 'border border-line bg-raised text-danger hover:border-danger',
};

const shape =
  'target inline-flex items-center justify-center gap-2 rounded-md px-3 text-list whitespace-nowrap select-none ' +
  'data-disabled:cursor-not-allowed data-disabled:opacity-50 print:hidden';

/** The classes of a button, for links that look like one. */
export function buttonClass(tone: ButtonTone = 'plain', className?: string): string {
  return classNames(shape, tones[tone], className);
}

interface ButtonProps extends Omit<ComponentProps<typeof BaseButton>, 'className'> {
  tone?: ButtonTone;
  className?: string;
  /** Shows that the action is on its way and holds back a second one, without moving anything. */
  busy?: boolean;
}

/** A button; its word says what happens. */
export function Button({ tone = 'plain', className, busy = false, ...props }: ButtonProps) {
  return (
    <BaseButton
      type="button"
      {...props}
      disabled={props.disabled || busy}
      focusableWhenDisabled={busy}
      aria-busy={busy || undefined}
      className={buttonClass(tone, classNames(busy && 'breathe', className))}
    />
  );
}

interface IconButtonProps extends Omit<ComponentProps<typeof BaseButton>, 'className'> {
  /** What it does, for those who do not see the icon. */
  label: string;
  className?: string;
}

/** A square button for signs that everyone knows (close, back, bell). */
export function IconButton({ label, className, ...props }: IconButtonProps) {
  return (
    <BaseButton
      type="button"
      aria-label={label}
      {...props}
      className={classNames(
        'target-square inline-flex items-center justify-center rounded-md text-quiet hover:bg-sunken hover:text-text',
        'data-disabled:opacity-40 print:hidden',
        className,
      )}
    />
  );
}
