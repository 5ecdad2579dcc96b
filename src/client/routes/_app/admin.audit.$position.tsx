import { createFileRoute, notFound } from '@tanstack/react-router';
import { useCallback } from 'react';
import { readAuditFilters } from '#client/features/audit/audit-filters.ts';
import { EventPanel } from '#client/features/audit/event-panel.tsx';

export const Route = createFileRoute('/_app/admin/audit/$position')({
  beforeLoad: ({ params }) => {
    if (!/^\d+$/u.test(params.position)) throw notFound();
  },
  component: OpenEvent,
});

function OpenEvent() {
  const { position } = Route.useParams();
  const navigate = Route.useNavigate();
  const close = useCallback(
    () =>
      void navigate({ to: '/admin/audit', search: (search) => readAuditFilters({ ...search }) }),
    [navigate],
  );
  return <EventPanel position={Number(position)} onClose={close} />;
}
