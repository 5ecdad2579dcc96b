import { createFileRoute } from '@tanstack/react-router';
import { TemplatesPage } from '#client/features/notifications/templates/templates-page.tsx';

export const Route = createFileRoute('/_app/admin/templates/')({
  validateSearch: (search: Record<string, unknown>): { show?: 'own' } =>
    search.show === 'own' ? { show: 'own' } : {},
  component: Templates,
});

function Templates() {
  const { show = 'all' } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <TemplatesPage
      filter={show}
      onFilter={(next) =>
        void navigate({ to: '.', search: next === 'own' ? { show: next } : {}, replace: true })
      }
    />
  );
}
