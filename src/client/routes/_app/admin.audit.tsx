import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { readAuditFilters } from '#client/features/audit/audit-filters.ts';
import { AuditPage } from '#client/features/audit/audit-page.tsx';
import { MoreWords } from '#client/i18n/more-words.tsx';
import { auditWords } from '#client/i18n/audit-words.ts';

export const Route = createFileRoute('/_app/admin/audit')({
  validateSearch: readAuditFilters,
  loader: auditWords.loader,
  component: Audit,
});

function Audit() {
  const filters = readAuditFilters({ ...Route.useSearch() });
  const navigate = Route.useNavigate();
  const { position } = useParams({ strict: false });
  const query = new URLSearchParams({ ...filters }).toString();
  return (
    <MoreWords of={auditWords}>
      <AuditPage
        filters={filters}
        onFilters={(search) => void navigate({ to: '.', search, replace: true })}
        hrefOf={(at) => `/admin/audit/${at}${query === '' ? '' : `?${query}`}`}
        onOpen={(at) =>
          void navigate({
            to: '/admin/audit/$position',
            params: { position: String(at) },
            search: filters,
          })
        }
        openPosition={position === undefined ? undefined : Number(position)}
        panel={<Outlet />}
      />
    </MoreWords>
  );
}
