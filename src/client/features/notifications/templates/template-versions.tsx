import { useTranslations } from 'use-intl';
import { type Template, templateOf } from '#domain/notifications/templates/template.ts';
import { trpc } from '#client/api/trpc.ts';
import type { TemplateVersion } from '#client/api/types.ts';
import { useLanguage } from '#client/i18n/language-provider.tsx';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { MoreButton } from '#client/ui/more-button.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';
import { TimeAgo } from '#client/ui/time-ago.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import type { TemplateHead } from './use-template-draft.ts';
import { WordsWithGaps } from './words-with-gaps.tsx';

interface TemplateVersionsProps {
  template: Template;
  head: TemplateHead;
  versions: {
    data: { pages: { results: TemplateVersion[] }[] };
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
}

/** What a template said before, who changed it and when, and the way back. */
export function TemplateVersions({ template, head, versions }: TemplateVersionsProps) {
  const t = useTranslations('templates');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const settled = {
    onSuccess: () => toast(t('restored')),
    onError: (error: unknown) => toast(failureText(error), 'error'),
    onSettled: () => utils.notifications.templates.invalidate(),
  };
  const restore = trpc.notifications.templates.restore.useMutation(settled);
  const reset = trpc.notifications.templates.reset.useMutation(settled);
  const giveUp = trpc.notifications.templates.reset.useMutation({
    ...settled,
    onSuccess: () => toast(t('givenUp')),
  });
  const isBusy = restore.isPending || reset.isPending || giveUp.isPending;
  const { name } = template;
  const { version } = head;
  const isMade = !templateOf(name);
  return (
    <section className="px-4 pt-2 pb-8 md:px-6">
      <SectionHead title={t('versions')} />
      <ol>
        {versions.data.pages
          .flatMap(({ results }) => results)
          .map((one) => (
            <VersionRow
              key={one.version}
              template={template}
              version={one}
              isUsed={one.version === version}
              isBusy={isBusy}
              onRestore={() => restore.mutate({ template: name, from: one.version, version })}
            />
          ))}
        {!isMade && (
          <VersionRow
            template={template}
            version={null}
            isUsed={head.texts === null}
            isBusy={isBusy}
            onRestore={() => reset.mutate({ template: name, version })}
          />
        )}
      </ol>
      {isMade && (
        <div className="flex flex-wrap items-center gap-3 py-3">
          <p className="min-w-0 flex-1 text-small text-quiet">
            {t(head.texts ? 'giveUpHint' : 'givenUp')}
          </p>
          {head.texts && (
            <Button busy={isBusy} onClick={() => giveUp.mutate({ template: name, version })}>
              {t('giveUp')}
            </Button>
          )}
        </div>
      )}
      <div className="-mx-4 md:-mx-6">
        <MoreButton query={versions}>{t('older')}</MoreButton>
      </div>
    </section>
  );
}

interface VersionRowProps {
  template: Template;
  /** Null: what is built in. */
  version: TemplateVersion | null;
  isUsed: boolean;
  isBusy: boolean;
  onRestore: () => void;
}

function VersionRow({ template, version, isUsed, isBusy, onRestore }: VersionRowProps) {
  const t = useTranslations('templates');
  const { locale: language } = useLanguage();
  const said = version?.texts?.[language] ?? null;
  const { title, message } = said?.inApp ?? template.words[language];
  const label = version ? t('version', { version: version.version }) : t('builtIn');
  return (
    <li className="flex items-start gap-3 border-b border-line py-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-list">
          <span className="font-semibold">{label}</span>
          {isUsed && <Badge tone="ok">{t('used')}</Badge>}
          {version && (
            <span className="text-small text-quiet">
              {version.changed_by?.name} <TimeAgo at={version.changed_at} />
              {version.restored_from !== null &&
                ` · ${t('restoredFrom', { version: version.restored_from })}`}
              {version.texts === null &&
                ` · ${t(templateOf(template.name) ? 'backToBuiltIn' : 'givenUpThen')}`}
            </span>
          )}
        </p>
        {version?.texts !== null && (
          <p className="max-w-prose truncate text-list text-quiet">
            <WordsWithGaps>{message === '' ? title : `${title} · ${message}`}</WordsWithGaps>
          </p>
        )}
      </div>
      {!isUsed && version?.texts !== null && (
        <Button busy={isBusy} aria-label={t('restoreOne', { version: label })} onClick={onRestore}>
          {t('restore')}
        </Button>
      )}
    </li>
  );
}
