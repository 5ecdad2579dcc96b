import { createFileRoute } from '@tanstack/react-router';
import { useCallback } from 'react';
import { readAuditFilters } from '#client/features/audit/audit-filters.ts';
import { EntityPanel } from '#client/features/audit/entity-panel.tsx';

export const Route = createFileRoute('/_app/admin/audit/entity/$stream')({
  validateSearch: (search: Record<string, unknown>): { at?: number } =>
    typeof search.at === 'number' && Number.isInteger(search.at) && search.at > 0
      ? { at: search.at }
      : {},
  component: EntityAsItWas,
});

function EntityAsItWas() {
  const { stream } = Route.useParams();
  const { at } = Route.useSearch();
  const navigate = Route.useNavigate();
  const close = useCallback(
    () =>
      void navigate({ to: '/admin/audit', search: (search) => readAuditFilters({ ...search }) }),
    [navigate],
  );
  return (
    <EntityPanel
      stream={stream}
      position={at}
      onPosition={(position) =>
        void navigate({
          to: '.',
          search: (search) => ({ ...search, at: position }),
          replace: true,
        })
      }
      onClose={close}
    />
  );
}
