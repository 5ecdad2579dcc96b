import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { type Template, templateOf } from '#domain/notifications/templates/template.ts';
import { trpc } from '#client/api/trpc.ts';
import { BackSign, PageHeader } from '#client/ui/page-header.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { TemplateVersions } from './template-versions.tsx';
import { useFreshTemplates } from './use-template-news.ts';

/** One template: its words, how they look, and what they were before. */
export function TemplatePage({ name }: { name: string }) {
  const t = useTranslations('templates');
  const errors = useTranslations('errors');
  const template = templateOf(name);
  if (!template) {
    return (
      <>
        <PageHeader title={errors('notFoundTitle')} back={<Back />} />
        <EmptyState title={t('unknown')}>{t('unknownHint')}</EmptyState>
      </>
    );
  }
  // Another template is another draft.
  return <KnownTemplate key={name} template={template} />;
}

function KnownTemplate({ template }: { template: Template }) {
  const t = useTranslations('templates');
  const versions = trpc.notifications.templates.versions.useInfiniteQuery(
    { template: template.name, limit: 20 },
    { getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined },
  );
  useFreshTemplates();
  const [head] = versions.data?.pages[0]?.results ?? [];
  const present = head ?? { version: 0, texts: null };
  if (!versions.data) {
    return (
      <>
        <PageHeader title={template.name} back={<Back />} />
        <Loaded
          query={versions}
          what={t('oneNotLoaded')}
          skeleton={<SkeletonRows rows={6} label={t('loading')} />}
        >
          {null}
        </Loaded>
      </>
    );
  }
  return (
    <TemplateEditor template={template} head={present} back={<Back />}>
      <TemplateVersions template={template} head={present} versions={versions} />
    </TemplateEditor>
  );
}

function Back() {
  return (
    <Link
      to="/admin/templates"
      className="target-square -ml-2 inline-flex items-center justify-center rounded-md text-quiet hover:bg-sunken hover:text-text"
    >
      <BackSign />
    </Link>
  );
}
