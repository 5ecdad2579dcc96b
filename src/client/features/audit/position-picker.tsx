import { Slider } from '@base-ui/react/slider';
import { useTranslations } from 'use-intl';
import { inputClass } from '#client/ui/field.tsx';

interface PositionPickerProps {
  /** Where the entity changed, rising. */
  positions: readonly number[];
  position: number;
  head: number;
  onPosition: (position: number) => void;
}

/** Steps through an entity's changes, or goes to any position of the log. */
export function PositionPicker({ positions, position, head, onPosition }: PositionPickerProps) {
  const t = useTranslations('audit');
  const step = positions.findLastIndex((one) => one <= position);
  return (
    <div className="flex items-center gap-4">
      {positions.length > 1 && (
        <Slider.Root
          className="flex-1"
          min={0}
          max={positions.length - 1}
          value={Math.max(0, step)}
          onValueChange={(next) => {
            const chosen = positions[Number(next)];
            if (chosen !== undefined) onPosition(chosen);
          }}
        >
          <Slider.Control className="flex h-11 touch-none items-center">
            <Slider.Track className="signal h-1 w-full rounded-full bg-line-strong">
              <Slider.Indicator className="rounded-full bg-accent" />
              <Slider.Thumb
                aria-label={t('changeNumber')}
                className="signal size-5 rounded-full border-2 border-accent bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
              />
            </Slider.Track>
          </Slider.Control>
        </Slider.Root>
      )}
      <label className="flex items-center gap-2 text-list text-quiet">
        {t('atPosition')}
        <input
          type="number"
          min={1}
          max={head}
          key={position}
          defaultValue={position}
          onBlur={(event) => {
            const wanted = event.currentTarget.valueAsNumber;
            if (Number.isInteger(wanted) && wanted !== position) {
              onPosition(Math.min(Math.max(wanted, 1), head));
            }
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
          className={`${inputClass} w-24 text-right`}
        />
      </label>
    </div>
  );
}
