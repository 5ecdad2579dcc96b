import { useTranslations } from 'use-intl';
import { classNames } from '#client/ui/class-names.ts';

interface ChooseBoxProps {
  name: string;
  checked: boolean;
  onToggle: (range: boolean) => void;
  className?: string;
}

/** The box that chooses a file; with Shift, all from the last one to it. */
export function ChooseBox({ name, checked, onToggle, className }: ChooseBoxProps) {
  const t = useTranslations('files');
  return (
    <label
      className={classNames('target-square inline-flex items-center justify-center', className)}
    >
      {/* As large as a finger, and no larger to the eye than it has to be over a picture. */}
      <span className="flex rounded-sm bg-raised/90 p-1">
        <input
          type="checkbox"
          aria-label={t('select', { name })}
          checked={checked}
          onChange={(event) =>
            onToggle('shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true)
          }
          className="size-4 accent-accent"
        />
      </span>
    </label>
  );
}
