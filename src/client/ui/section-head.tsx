import type { ReactNode } from 'react';

interface SectionHeadProps {
  title: string;
  end?: ReactNode;
}

/** A title over a part of a page, with the way to more of it. */
export function SectionHead({ title, end }: SectionHeadProps) {
  return (
    <div className="flex min-h-8 items-center justify-between border-b border-line">
      <h2 className="text-list font-semibold">{title}</h2>
      {end}
    </div>
  );
}
