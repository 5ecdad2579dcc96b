import type { MouseEvent } from 'react';

/** How a list leads to one file's panel, wherever the list stands. */
export interface FileLink {
  hrefOf: (fileId: string) => string;
  open: (fileId: string) => void;
}

/** The props of an anchor that opens in place, and in a new tab when asked to. */
export function fileAnchor(link: FileLink, fileId: string) {
  return {
    href: link.hrefOf(fileId),
    onClick: (event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      link.open(fileId);
    },
  };
}
