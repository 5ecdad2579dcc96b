import { type ReactElement, type ReactNode, useCallback } from 'react';
import { OpensLater, type TriggerProps } from './opens-later.tsx';

interface PopoverProps<Content> {
  trigger: ReactElement<TriggerProps>;
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Loads what it shows: it opens with that in it, or the focus would not go there. */
  load: () => Promise<Content>;
  children: (content: Content) => ReactNode;
}

/** A panel that hangs from its button; over the whole width on a phone. */
export function Popover<Content>(props: PopoverProps<Content>) {
  const { trigger, title, open, onOpenChange, load, children } = props;
  const loadAll = useCallback(async () => {
    const [{ Popover: BasePopover }, content] = await Promise.all([
      import('@base-ui/react/popover'),
      load(),
    ]);
    return { BasePopover, content };
  }, [load]);
  return (
    <OpensLater
      trigger={trigger}
      popup="dialog"
      load={loadAll}
      open={open}
      onOpenChange={onOpenChange}
    >
      {({ BasePopover, content }, { triggerRef, ...state }) => (
        <BasePopover.Root {...state}>
          <BasePopover.Trigger ref={triggerRef} render={trigger} />
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
                {children(content)}
              </BasePopover.Popup>
            </BasePopover.Positioner>
          </BasePopover.Portal>
        </BasePopover.Root>
      )}
    </OpensLater>
  );
}
