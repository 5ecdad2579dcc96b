import { type KeyboardEvent, type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { classNames } from './class-names.ts';
import { inputClass } from './field.tsx';

const maxHeightPx = 176;

interface GrowingFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onBlur?: () => void;
  placeholder?: string;
  describedBy?: string;
  disabled?: boolean;
  className?: string;
  ref?: Ref<HTMLTextAreaElement>;
}

/** A field as high as what is in it, up to a third of a phone; then it scrolls. */
export function GrowingField({
  label,
  value,
  onChange,
  onKeyDown,
  onBlur,
  placeholder,
  describedBy,
  disabled = false,
  className,
  ref,
}: GrowingFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => area.current as HTMLTextAreaElement, []);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    const borderPx = element.offsetHeight - element.clientHeight;
    const heightPx = element.scrollHeight + borderPx;
    element.style.height = `${Math.min(heightPx, maxHeightPx)}px`;
    element.style.overflowY = heightPx > maxHeightPx ? 'auto' : 'hidden';
  }, [value]);
  return (
    <textarea
      ref={area}
      rows={1}
      aria-label={label}
      aria-describedby={describedBy}
      placeholder={placeholder}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className={classNames(inputClass, 'w-full resize-none py-1.5 text-read', className)}
    />
  );
}
