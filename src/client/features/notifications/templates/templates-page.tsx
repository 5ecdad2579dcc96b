import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { categories } from '#domain/notifications/categories.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import {
  madeTemplate,
  type Template,
  templates,
} from '#domain/notifications/templates/template.ts';
import { trpc } from '#client/api/trpc.ts';
import type { ChangedTemplate } from '#client/api/types.ts';
import { useLanguage } from '#client/i18n/language-provider.tsx';
import { Button } from '#client/ui/button.tsx';
import { Badge } from '#client/ui/badge.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { listItemProps, useListKeys } from '#client/ui/use-list-keys.ts';
import { MakeTemplateDialog } from './make-template-dialog.tsx';
import { useBrokenTemplates, useFreshTemplates } from './use-template-news.ts';
import { WordsWithGaps } from './words-with-gaps.tsx';

export type TemplateFilter = 'all' | 'own';

interface TemplatesPageProps {
  filter: TemplateFilter;
  onFilter: (filter: TemplateFilter) => void;
}

/** Everything that notifications say, by what it is about; for administrators. */
export function TemplatesPage({ filter, onFilter }: TemplatesPageProps) {
  const t = useTranslations('templates');
  const places = useTranslations('places');
  const changed = trpc.notifications.templates.list.useQuery();
  useFreshTemplates();
  const [making, setMaking] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const byName = new Map((changed.data ?? []).map((one) => [one.template, one]));
  const isOwn = ({ name }: Template) => byName.get(name)?.has_own === true;
  const all = [...templates, ...madeTemplates(changed.data ?? [])];
  const shown = filter === 'own' ? all.filter(isOwn) : all;
  return (
    <>
      <PageHeader
        title={places('templates')}
        actions={
          <Button tone="primary" onClick={() => setMaking(true)}>
            <Plus size={16} aria-hidden />
            <span className="sm:hidden">{t('makeShort')}</span>
            <span className="max-sm:hidden">{t('make')}</span>
          </Button>
        }
      >
        <Tabs
          label={t('filter')}
          value={filter}
          onChange={onFilter}
          tabs={[
            { value: 'all', label: t('all') },
            { value: 'own', label: t('own'), count: all.filter(isOwn).length },
          ]}
        />
      </PageHeader>
      <Loaded
        query={changed}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={8} label={t('loading')} />}
      >
        {shown.length === 0 ? (
          <EmptyState title={t('noneOwn')}>{t('noneOwnHint')}</EmptyState>
        ) : (
          <div ref={list} className="flex flex-col gap-6 px-4 py-4 md:px-6">
            {categories.map((category) => {
              const ofCategory = shown.filter((template) => template.category === category);
              if (ofCategory.length === 0) return null;
              return (
                <section key={category}>
                  <SectionHead title={t(`about.${category}`)} />
                  <ul>
                    {ofCategory.map((template) => (
                      <TemplateRow
                        key={template.name}
                        template={template}
                        changed={byName.get(template.name)}
                      />
                    ))}
                  </ul>
                </section>
              );
            })}
          </div>
        )}
      </Loaded>
      <MakeTemplateDialog open={making} onOpenChange={setMaking} />
    </>
  );
}

function madeTemplates(changed: readonly ChangedTemplate[]): Template[] {
  return changed.flatMap(({ template, made }) =>
    made && !made.is_gone ? [madeTemplate(template, made)] : [],
  );
}

function titles({ words: { en, fr } }: Template): Record<Language, string> {
  return { en: en.title, fr: fr.title };
}

interface TemplateRowProps {
  template: Template;
  /** Undefined where nobody ever changed it. */
  changed: ChangedTemplate | undefined;
}

function TemplateRow({ template, changed }: TemplateRowProps) {
  const t = useTranslations('templates');
  const { locale: language } = useLanguage();
  const broken = useBrokenTemplates();
  const isBroken = changed !== undefined && broken.get(template.name) === changed.version;
  return (
    <li>
      <Link
        {...listItemProps}
        to="/admin/templates/$template"
        params={{ template: template.name }}
        className="flex min-h-11 items-center gap-3 border-b border-line py-2 -outline-offset-2 hover:bg-sunken"
      >
        <span className="min-w-0 flex-1">
          <span className="block text-list">
            <WordsWithGaps>{(changed?.made?.title ?? titles(template))[language]}</WordsWithGaps>
          </span>
          <span className="block text-small text-quiet">
            {template.use === 'one' ? template.name : `${template.name} · ${t(template.use)}`}
          </span>
        </span>
        {isBroken && <Badge tone="danger">{t('broken')}</Badge>}
        {changed?.has_own && (
          <span className="flex shrink-0 flex-col items-end gap-0.5">
            <Badge tone="accent">{t('ownWords')}</Badge>
            <span className="text-small text-quiet max-sm:hidden">
              {changed.changed_by?.name} <TimeAgo at={changed.changed_at} />
            </span>
          </span>
        )}
      </Link>
    </li>
  );
}
