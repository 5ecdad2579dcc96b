import { createFileRoute } from '@tanstack/react-router';
import { TemplatePage } from '#client/features/notifications/templates/template-page.tsx';
import { MoreWords } from '#client/i18n/more-words.tsx';
import { templatesWords } from '#client/i18n/templates-words.ts';

export const Route = createFileRoute('/_app/admin/templates/$template')({
  loader: templatesWords.loader,
  component: OpenTemplate,
});

function OpenTemplate() {
  return (
    <MoreWords of={templatesWords}>
      <TemplatePage name={Route.useParams().template} />
    </MoreWords>
  );
}
