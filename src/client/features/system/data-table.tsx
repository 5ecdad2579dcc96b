import { classNames } from '#client/ui/class-names.ts';

interface DataTableProps {
  /** What the table says, for those who do not see the title over it. */
  label: string;
  head: readonly string[];
  /** The first of each row is what it is about, and what it is about alone. */
  rows: readonly (readonly string[])[];
}

/** Names and figures in columns; on a phone it scrolls sideways by itself. */
export function DataTable({ label, head, rows }: DataTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keyboard
    <div role="region" aria-label={label} tabIndex={0} className="max-h-80 overflow-auto">
      <table className="w-full border-collapse text-list tabular-nums">
        <thead>
          <tr>
            {head.map((name, column) => (
              <th
                key={name}
                scope="col"
                className={classNames(
                  'border-b border-line py-1.5 pr-3 text-small font-normal whitespace-nowrap text-quiet',
                  column === 0 ? 'text-left' : 'text-right',
                )}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([about, ...cells]) => (
            <tr key={about}>
              <th scope="row" className="border-b border-line py-1.5 pr-3 text-left font-normal">
                {about}
              </th>
              {head.slice(1).map((name, column) => (
                <td key={name} className="border-b border-line py-1.5 pr-3 text-right">
                  {cells[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
