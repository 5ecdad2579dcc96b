import { createFileRoute } from '@tanstack/react-router';
import { PeoplePage } from '#client/features/people/people-page.tsx';
import { MoreWords } from '#client/i18n/more-words.tsx';
import { peopleWords } from '#client/i18n/people-words.ts';

export const Route = createFileRoute('/_app/admin/people')({
  validateSearch: (search: Record<string, unknown>): { q?: string } =>
    typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {},
  loader: peopleWords.loader,
  component: People,
});

function People() {
  const { q = '' } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <MoreWords of={peopleWords}>
      <PeoplePage
        search={q}
        onSearch={(next) =>
          void navigate({ to: '.', search: next === '' ? {} : { q: next }, replace: true })
        }
      />
    </MoreWords>
  );
}
