import { Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { useTranslations } from 'use-intl';
import {
  madeTemplate,
  type Template,
  templateOf,
} from '#domain/notifications/templates/template.ts';
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
  const builtIn = templateOf(name);
  const list = trpc.notifications.templates.list.useQuery(undefined, { enabled: !builtIn });
  const made = list.data?.find((one) => one.template === name)?.made;
  const template = builtIn ?? (made && madeTemplate(name, made));
  if (!template && !list.data) return <Loading name={name} query={list} />;
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
  const versions = trpc.notifications.templates.versions.useInfiniteQuery(
    { template: template.name, limit: 20 },
    { getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined },
  );
  useFreshTemplates();
  const [head] = versions.data?.pages[0]?.results ?? [];
  const present = head ?? { version: 0, texts: null };
  if (!versions.data) {
    return <Loading name={template.name} query={versions} />;
  }
  return (
    <TemplateEditor template={template} head={present} back={<Back />}>
      <TemplateVersions template={template} head={present} versions={versions} />
    </TemplateEditor>
  );
}

function Loading({ name, query }: { name: string; query: ComponentProps<typeof Loaded>['query'] }) {
  const t = useTranslations('templates');
  return (
    <>
      <PageHeader title={name} back={<Back />} />
      <Loaded
        query={query}
        what={t('oneNotLoaded')}
        skeleton={<SkeletonRows rows={6} label={t('loading')} />}
      >
        {null}
      </Loaded>
    </>
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
