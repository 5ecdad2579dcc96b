import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

/** At a section's head: the way to more of it. */
export const SectionLink = createLink(({ children, ...props }: ComponentProps<'a'>) => (
  <a {...props} className="text-list text-accent hover:underline">
    {children}
  </a>
));
