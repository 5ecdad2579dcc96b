import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import { classNames } from './class-names.ts';
import { useActiveInSight } from './use-active-in-sight.ts';

export const tabClass =
  'target relative inline-flex items-center gap-2 px-1 text-list whitespace-nowrap text-quiet hover:text-text ' +
  'after:signal after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:bg-transparent';

const chosenClass = 'data-active:text-text data-active:font-semibold data-active:after:bg-accent';

interface TabsProps<Value extends string> {
  label: string;
  value: Value;
  tabs: readonly { value: Value; label: string; count?: number }[];
  onChange: (value: Value) => void;
  className?: string;
}

/** A row of tabs over one list; the list below is the panel and says so itself. */
export function Tabs<Value extends string>({
  label,
  value,
  tabs,
  onChange,
  className,
}: TabsProps<Value>) {
  const row = useActiveInSight<HTMLDivElement>(value);
  return (
    <BaseTabs.Root value={value} onValueChange={(next) => onChange(next as Value)}>
      <BaseTabs.List ref={row} aria-label={label} className={classNames('flex gap-5', className)}>
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.value}
            value={tab.value}
            className={classNames(tabClass, chosenClass)}
          >
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && (
              <span className="text-small font-normal text-quiet">{tab.count}</span>
            )}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
    </BaseTabs.Root>
  );
}
