import type { ComponentProps, HTMLAttributes } from 'react';

/** Files that are to go with what one is writing; the page gives them, as it knows of uploads. */
export interface Attachments {
  fileIds: readonly string[];
  /** Those that are on their way, or cannot be: `share` is how much of it has left. */
  sending: readonly { id: string; name: string; share: number; problem: string | null }[];
  isFull: boolean;
  drop: { props: HTMLAttributes<HTMLElement>; isOver: boolean };
  picker: { props: ComponentProps<'input'>; open: () => void };
  cancel: (id: string) => void;
  remove: (fileId: string) => void;
  clear: () => void;
}
