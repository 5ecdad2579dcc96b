import { type ChangeEvent, useRef } from 'react';

/** Opens the browser's own window to choose from, with an input that nobody sees. */
export function usePicker(onFiles: (files: File[]) => void) {
  const input = useRef<HTMLInputElement>(null);
  const props = {
    ref: input,
    type: 'file',
    hidden: true,
    tabIndex: -1,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      onFiles([...(event.target.files ?? [])]);
      // The same again is a change too.
      event.target.value = '';
    },
  } as const;
  return { props, open: () => input.current?.click() };
}
