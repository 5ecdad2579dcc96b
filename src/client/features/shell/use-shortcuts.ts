import { useEffect, useRef } from 'react';
import { isTyping } from '#client/ui/typing.ts';
import type { Place } from './places.ts';

interface ShortcutActions {
  places: readonly Place[];
  goTo: (to: Place['to']) => void;
  openCommands: () => void;
  openHelp: () => void;
}

/** How long the letter after `g` may take. */
const chordMs = 1_500;

/** The shortcuts that work on every page. */
export function useShortcuts({ places, goTo, openCommands, openHelp }: ShortcutActions): void {
  const chordAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openCommands();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') {
        openHelp();
        return;
      }
      const inChord = event.timeStamp - chordAt.current < chordMs;
      chordAt.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const place = inChord && places.find(({ letter }) => letter === event.key);
      if (place) {
        event.preventDefault();
        goTo(place.to);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [places, goTo, openCommands, openHelp]);
}
