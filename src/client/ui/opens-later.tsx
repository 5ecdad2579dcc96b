import {
  type AriaAttributes,
  cloneElement,
  type DOMAttributes,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  type RefCallback,
  useCallback,
  useEffect,
  useEffectEvent,
  useState,
} from 'react';
import { useTranslations } from 'use-intl';
import { useToast } from './toast.tsx';

interface OpenState {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

interface Taken<Parts> {
  value: Parts;
  /** For what is the trigger from then on. */
  triggerRef: RefCallback<HTMLElement>;
}

interface OpensLaterProps<Parts> extends Partial<OpenState> {
  trigger: ReactElement<TriggerProps>;
  /** What it opens, for those who do not see it. */
  popup: 'menu' | 'dialog';
  /** Loads what the popup is made of; asked again it answers from the browser's memory. */
  load: () => Promise<Parts>;
  children: (parts: Parts, state: OpenState & Omit<Taken<Parts>, 'value'>) => ReactNode;
}

export type TriggerProps = Pick<
  DOMAttributes<HTMLElement>,
  'onPointerEnter' | 'onFocus' | 'onClick' | 'onKeyDown'
> &
  Pick<AriaAttributes, 'aria-haspopup' | 'aria-expanded'>;

/**
 * A trigger alone until it is used for the first time: then what it opens is loaded and takes the
 * trigger over. Most visits open nothing, and none waits for what it does not open.
 */
export function OpensLater<Parts>({
  trigger,
  popup,
  load,
  children,
  open: wanted,
  onOpenChange: tell,
}: OpensLaterProps<Parts>) {
  const t = useTranslations('errors');
  const toast = useToast();
  const [parts, setParts] = useState<Taken<Parts> | null>(null);
  const [opened, setOpened] = useState(false);
  const open = wanted ?? opened;
  const onOpenChange = (next: boolean) => {
    setOpened(next);
    tell?.(next);
  };
  const take = useCallback(
    (plain?: HTMLElement) => load().then((value) => setParts(takenOver(value, plain))),
    [load],
  );
  const failed = useEffectEvent(() => {
    tell?.(false);
    toast(t('network'), 'error');
  });
  useEffect(() => {
    // Opened by something else than the trigger, such as a key.
    if (open && !parts) take().catch(failed);
  }, [open, parts, take]);
  if (parts) return children(parts.value, { open, onOpenChange, triggerRef: parts.triggerRef });
  // What fails here is asked for again, and said, when it is opened.
  const preload = () => void load().catch(() => undefined);
  const openIt = (plain: HTMLElement) => {
    take(plain).then(
      () => onOpenChange(true),
      () => toast(t('network'), 'error'),
    );
  };
  return cloneElement(trigger, {
    'aria-haspopup': popup,
    'aria-expanded': false,
    onPointerEnter: (event) => {
      trigger.props.onPointerEnter?.(event);
      preload();
    },
    onFocus: (event) => {
      trigger.props.onFocus?.(event);
      preload();
    },
    onClick: (event: MouseEvent<HTMLElement>) => {
      trigger.props.onClick?.(event);
      openIt(event.currentTarget);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      trigger.props.onKeyDown?.(event);
      if (popup !== 'menu' || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
      event.preventDefault();
      openIt(event.currentTarget);
    },
  });
}

/** The trigger is made anew then. The focus goes along, because what opens gives it back to where it was. */
function takenOver<Parts>(value: Parts, plain: HTMLElement | undefined): Taken<Parts> {
  let hadFocus = plain !== undefined && document.activeElement === plain;
  const triggerRef = (trigger: HTMLElement | null) => {
    if (trigger && hadFocus) trigger.focus({ preventScroll: true });
    hadFocus = false;
  };
  return { value, triggerRef };
}
