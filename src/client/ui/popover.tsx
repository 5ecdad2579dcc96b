import type { ReactElement, ReactNode } from 'react';
import { OpensLater, type TriggerProps } from './opens-later.tsx';

const loadParts = async () => (await import('@base-ui/react/popover')).Popover;

interface PopoverProps {
  trigger: ReactElement<TriggerProps>;
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** A panel that hangs from its button; over the whole width on a phone. */
export function Popover({ trigger, title, open, onOpenChange, children }: PopoverProps) {
  return (
    <OpensLater
      trigger={trigger}
      popup="dialog"
      load={loadParts}
      open={open}
      onOpenChange={onOpenChange}
    >
      {(BasePopover, state) => (
        <BasePopover.Root {...state}>
          <BasePopover.Trigger render={trigger} />
          <BasePopover.Portal>
            <BasePopover.Positioner
              side="bottom"
              align="end"
              sideOffset={6}
              collisionPadding={8}
              className="z-40 outline-none"
            >
              <BasePopover.Popup className="pop flex max-h-[min(var(--available-height),36rem)] w-[min(26rem,calc(100vw-1rem))] flex-col overflow-hidden rounded-md border border-line bg-raised shadow-lift outline-none">
                <BasePopover.Title className="sr-only">{title}</BasePopover.Title>
                {children}
              </BasePopover.Popup>
            </BasePopover.Positioner>
          </BasePopover.Portal>
        </BasePopover.Root>
      )}
    </OpensLater>
  );
}
