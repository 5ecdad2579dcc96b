import { useEffect, useState } from 'react';

/** Nobody reads what is found between two letters. */
const typedPauseMs = 120;

/** What is typed, once its writer pauses: for what is asked of the server. */
export function useTypedPause(typed: string): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), typedPauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return paused;
}
