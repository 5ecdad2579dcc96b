import { type DragEvent, useRef, useState } from 'react';
import { filesOfDrop } from './files-of-drop.ts';

/** An element that takes files and folders dropped on it; `isOver` while some are held over it. */
export function useDrop(onFiles: (files: File[]) => void, enabled = true) {
  const [isOver, setOver] = useState(false);
  // Entering a child is leaving its parent: only as many of one as of the other is out.
  const depth = useRef(0);
  const move = (by: 1 | -1) => (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  const props = {
    onDragEnter: move(1),
    onDragLeave: move(-1),
    onDragOver: (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      void filesOfDrop(event.dataTransfer).then(onFiles);
    },
  };
  return { props: enabled ? props : {}, isOver: enabled && isOver };
}

/** Words and links that are dragged about are none of ours. */
function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes('Files');
}
