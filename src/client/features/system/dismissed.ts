import { useState } from 'react';

const maxKept = 100;

function keyOf(personId: string): string {
  return `ecosystia.dismissed.${personId}`;
}

function read(personId: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(personId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    // Storage that is full, forbidden or was written by hand: then nothing is put away.
    return [];
  }
}

/** What a person has put away on this device, and keeps put away after a reload. */
export function useDismissed(personId: string): {
  isDismissed: (what: string) => boolean;
  dismiss: (what: string) => void;
} {
  const [kept, setKept] = useState(() => read(personId));
  return {
    isDismissed: (what) => kept.includes(what),
    dismiss: (what) => {
      const next = [...read(personId), what].slice(-maxKept);
      setKept(next);
      try {
        localStorage.setItem(keyOf(personId), JSON.stringify(next));
      } catch (error) {
        console.warn('what was put away is not kept', error);
      }
    },
  };
}
