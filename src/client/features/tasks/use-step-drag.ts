/** Steps of a checklist under the mouse or a finger; by keyboard they go by `use-step-order.ts`. */
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';

interface StepDragOptions {
  row: RefObject<HTMLElement | null>;
  /** Where it is taken. */
  handle: RefObject<HTMLElement | null>;
  itemId: string;
  /** Of the step below it; null where there is none. */
  nextId: string | null;
  disabled: boolean;
  onMove: (itemId: string, beforeId: string | null) => void;
}

/** A step that can be taken and dropped upon: where in it another would land now. */
export function useStepDrag({ row, handle, itemId, nextId, disabled, onMove }: StepDragOptions) {
  const [isDragged, setDragged] = useState(false);
  const [over, setOver] = useState<'above' | 'below' | null>(null);
  const drop = useEffectEvent((droppedId: string, half: 'above' | 'below') => {
    const beforeId = half === 'above' ? itemId : nextId;
    // Below the one before it, or upon itself: it is there.
    if (droppedId !== beforeId && droppedId !== itemId) onMove(droppedId, beforeId);
  });
  useEffect(() => {
    const element = row.current;
    if (!element || !handle.current || disabled) return undefined;
    const halfAt = (clientY: number) => {
      const { top, height } = element.getBoundingClientRect();
      return clientY < top + height / 2 ? 'above' : 'below';
    };
    return combine(
      draggable({
        element,
        dragHandle: handle.current,
        getInitialData: () => ({ stepId: itemId }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => 'stepId' in source.data,
        onDrag: ({ location }) => setOver(halfAt(location.current.input.clientY)),
        onDragLeave: () => setOver(null),
        onDrop: ({ source, location }) => {
          setOver(null);
          drop(String(source.data['stepId']), halfAt(location.current.input.clientY));
        },
      }),
    );
  }, [row, handle, itemId, disabled]);
  return { isDragged, over };
}
