import { createFileRoute } from '@tanstack/react-router';
import { TemplatesPage } from '#client/features/notifications/templates/templates-page.tsx';
import { MoreWords } from '#client/i18n/more-words.tsx';
import { templatesWords } from '#client/i18n/templates-words.ts';

export const Route = createFileRoute('/_app/admin/templates/')({
  validateSearch: (search: Record<string, unknown>): { show?: 'own' } =>
    search.show === 'own' ? { show: 'own' } : {},
  loader: templatesWords.loader,
  component: Templates,
});

function Templates() {
  const { show = 'all' } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <MoreWords of={templatesWords}>
      <TemplatesPage
        filter={show}
        onFilter={(next) =>
          void navigate({ to: '.', search: next === 'own' ? { show: next } : {}, replace: true })
        }
      />
    </MoreWords>
  );
}
