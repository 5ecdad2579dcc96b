import type { Menu as Parts } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { createContext, type ReactElement, type ReactNode, useContext } from 'react';
import { useTranslations } from 'use-intl';
import { OpensLater, type TriggerProps } from './opens-later.tsx';

/** Menus are no part of what a first visit loads; they come when one is about to be opened. */
const loadParts = async () => (await import('@base-ui/react/menu')).Menu;
const PartsContext = createContext<typeof Parts | null>(null);

function useParts(): typeof Parts {
  const parts = useContext(PartsContext);
  if (!parts) throw new Error('A menu item stands outside of a menu');
  return parts;
}

const itemClass =
  'target flex cursor-default items-center gap-3 rounded-sm px-2 text-list outline-none select-none data-highlighted:bg-sunken';

interface MenuProps {
  /** The element that opens it. */
  trigger: ReactElement<TriggerProps>;
  children: ReactNode;
  side?: 'top' | 'bottom';
  align?: 'start' | 'end';
  /** Where something else than the trigger opens it too. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A menu of actions. It hangs outside the page's landmarks, so it brings its own. */
export function Menu({ trigger, children, side = 'bottom', align = 'start', ...state }: MenuProps) {
  const t = useTranslations('actions');
  return (
    <OpensLater trigger={trigger} popup="menu" load={loadParts} {...state}>
      {(BaseMenu, { open, onOpenChange, triggerRef }) => (
        <PartsContext value={BaseMenu}>
          <BaseMenu.Root open={open} onOpenChange={onOpenChange}>
            <BaseMenu.Trigger ref={triggerRef} render={trigger} />
            <BaseMenu.Portal role="region" aria-label={t('choices')}>
              <BaseMenu.Positioner
                side={side}
                align={align}
                sideOffset={4}
                className="z-50 outline-none"
              >
                <BaseMenu.Popup className="pop max-h-(--available-height) overflow-y-auto min-w-[max(var(--anchor-width),13rem)] max-w-[min(20rem,calc(100vw-1rem))] rounded-md border border-line bg-raised p-1 shadow-lift outline-none">
                  {children}
                </BaseMenu.Popup>
              </BaseMenu.Positioner>
            </BaseMenu.Portal>
          </BaseMenu.Root>
        </PartsContext>
      )}
    </OpensLater>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  /** The keys that do the same. */
  keys?: string;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, keys, onSelect, children }: MenuItemProps) {
  const BaseMenu = useParts();
  return (
    <BaseMenu.Item className={itemClass} onClick={onSelect}>
      {icon && <span className="text-quiet">{icon}</span>}
      <span className="flex-1">{children}</span>
      {keys && <kbd className="font-sans text-small text-quiet">{keys}</kbd>}
    </BaseMenu.Item>
  );
}

interface MenuCheckProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

/** One of several that may all be chosen; the menu stays open for the next. */
export function MenuCheck({ checked, onChange, children }: MenuCheckProps) {
  const BaseMenu = useParts();
  return (
    <BaseMenu.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      closeOnClick={false}
      className={itemClass}
    >
      <span className="flex-1">{children}</span>
      <BaseMenu.CheckboxItemIndicator className="text-accent">
        <Check size={14} aria-hidden />
      </BaseMenu.CheckboxItemIndicator>
    </BaseMenu.CheckboxItem>
  );
}

interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** A choice of one inside a menu, such as the language. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<Value>) {
  const BaseMenu = useParts();
  return (
    <BaseMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
      <BaseMenu.GroupLabel className="px-2 pt-2 pb-1 text-small text-quiet">
        {label}
      </BaseMenu.GroupLabel>
      {options.map((option) => (
        <BaseMenu.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick={false}
          className={itemClass}
        >
          <span className="flex-1">{option.label}</span>
          <BaseMenu.RadioItemIndicator className="text-accent">
            <Check size={14} aria-hidden />
          </BaseMenu.RadioItemIndicator>
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  );
}

export function MenuSeparator() {
  const BaseMenu = useParts();
  return <BaseMenu.Separator className="my-1 h-px bg-line" />;
}
