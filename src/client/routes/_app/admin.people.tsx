import { createFileRoute } from '@tanstack/react-router';
import { PeoplePage } from '#client/features/people/people-page.tsx';

export const Route = createFileRoute('/_app/admin/people')({
  validateSearch: (search: Record<string, unknown>): { q?: string } =>
    typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {},
  component: People,
});

function People() {
  const { q = '' } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <PeoplePage
      search={q}
      onSearch={(next) =>
        void navigate({ to: '.', search: next === '' ? {} : { q: next }, replace: true })
      }
    />
  );
}
