import { classNames } from '#client/ui/class-names.ts';

/** What stands behind a name's last dot, as far as it fits on a sheet. */
export function extensionOf(name: string): string {
  return /\.([^.]{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? '';
}

interface FileSheetProps {
  extension: string;
  className?: string;
}

/** A sheet of paper with its ending: what stands for a document where a picture would be. */
export function FileSheet({ extension, className }: FileSheetProps) {
  return (
    <div
      aria-hidden
      className={classNames(
        '@container flex items-center justify-center rounded-sm bg-sunken',
        className,
      )}
    >
      <svg viewBox="0 0 48 60" className="h-[68%]" role="presentation">
        <path
          d="M4 1h27l13 13v41a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4Z"
          className="fill-raised stroke-line-strong"
          strokeWidth={1.25}
        />
        <path
          d="M31 1v9a4 4 0 0 0 4 4h9"
          className="fill-none stroke-line-strong"
          strokeWidth={1.25}
        />
        <text
          x={24}
          y={44}
          textAnchor="middle"
          fontSize={extension.length > 3 ? 11 : 13}
          fontWeight={600}
          className="fill-quiet"
        >
          {extension}
        </text>
      </svg>
    </div>
  );
}
