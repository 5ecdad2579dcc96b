import { createContext, useContext } from 'react';

type Navigate = (path: string) => void;

/** How to go to a page of the product. Another app that embeds our components gives its own way. */
export const NavigationContext = createContext<Navigate>((path) => window.location.assign(path));

export function useGoTo(): Navigate {
  return useContext(NavigationContext);
}
