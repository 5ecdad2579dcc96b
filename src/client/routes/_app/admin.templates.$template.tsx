import { createFileRoute } from '@tanstack/react-router';
import { TemplatePage } from '#client/features/notifications/templates/template-page.tsx';

export const Route = createFileRoute('/_app/admin/templates/$template')({
  component: OpenTemplate,
});

function OpenTemplate() {
  return <TemplatePage name={Route.useParams().template} />;
}
