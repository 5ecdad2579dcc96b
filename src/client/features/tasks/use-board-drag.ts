/** Cards under the mouse or a finger; by keyboard they go by `use-board-keys.ts`. */
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { DragLocation } from '@atlaskit/pragmatic-drag-and-drop/types';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { TaskCard } from '#client/api/types.ts';
import type { Spot } from './board-moves.ts';

/** Follows what is dragged over the board: where it would land now, and where it did. */
export function useBoardDrag(
  columnOf: (status: TaskCard['status']) => readonly TaskCard[],
  onDrop: (taskId: string, spot: Spot) => void,
): Spot | null {
  const [over, setOver] = useState<Spot | null>(null);
  const latest = useRef({ columnOf, onDrop });
  useEffect(() => {
    latest.current = { columnOf, onDrop };
  });
  useEffect(
    () =>
      monitorForElements({
        // A step of a checklist goes over the board too, and has no place in it.
        canMonitor: ({ source }) => 'taskId' in source.data,
        onDrag: ({ location }) => {
          const spot = spotAt(location.current, latest.current.columnOf);
          setOver((before) =>
            before?.status === spot?.status && before?.beforeId === spot?.beforeId ? before : spot,
          );
        },
        onDrop: ({ source, location }) => {
          setOver(null);
          const spot = spotAt(location.current, latest.current.columnOf);
          if (spot) latest.current.onDrop(String(source.data['taskId']), spot);
        },
      }),
    [],
  );
  return over;
}

function spotAt(
  { dropTargets, input }: DragLocation,
  columnOf: (status: TaskCard['status']) => readonly TaskCard[],
): Spot | null {
  const [first] = dropTargets;
  if (!first) return null;
  const status = first.data['status'] as TaskCard['status'];
  const taskId = first.data['taskId'];
  if (typeof taskId !== 'string') return { status, beforeId: null };
  const { top, height } = first.element.getBoundingClientRect();
  if (input.clientY < top + height / 2) return { status, beforeId: taskId };
  const column = columnOf(status);
  const index = column.findIndex(({ id }) => id === taskId);
  return { status, beforeId: column[index + 1]?.id ?? null };
}

/** A card that can be taken and dropped upon. */
export function useCardDrag(
  card: RefObject<HTMLElement | null>,
  { id, status }: TaskCard,
  disabled: boolean,
): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const element = card.current;
    if (!element || disabled) return undefined;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ taskId: id }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({ element, getData: () => ({ taskId: id, status }) }),
    );
  }, [card, id, status, disabled]);
  return dragging;
}

/** A column that takes cards, also below its last one, and scrolls while one is held at its edge. */
export function useColumnDrop(
  column: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  status: TaskCard['status'],
): void {
  useEffect(() => {
    if (!column.current || !scroller.current) return undefined;
    return combine(
      dropTargetForElements({ element: column.current, getData: () => ({ status }) }),
      autoScrollForElements({ element: scroller.current }),
    );
  }, [column, scroller, status]);
}
