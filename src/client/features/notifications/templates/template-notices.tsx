import { useTranslations } from 'use-intl';
import { type Template, templateOf } from '#domain/notifications/templates/template.ts';
import { useLanguage } from '#client/i18n/language-provider.tsx';
import { Button } from '#client/ui/button.tsx';
import type { TemplateDraft, TemplateHead } from './use-template-draft.ts';
import { useBrokenTemplates } from './use-template-news.ts';
import { WordsWithGaps } from './words-with-gaps.tsx';

interface TemplateNoticesProps {
  template: Template;
  head: TemplateHead;
  draft: TemplateDraft;
}

/** Where the template is used, and what somebody should know before they write. */
export function TemplateNotices({ template, head, draft }: TemplateNoticesProps) {
  const t = useTranslations('templates');
  const { locale: language } = useLanguage();
  const broken = useBrokenTemplates().get(template.name);
  return (
    <>
      <p className="text-list text-quiet">
        {t(`uses.${template.use}`)}{' '}
        {templateOf(template.name) && (
          <>
            {t('builtInSays')} <WordsWithGaps>{template.words[language].title}</WordsWithGaps>
          </>
        )}
      </p>
      {broken === head.version && (
        <p role="status" className="rounded-md bg-danger-soft px-3 py-2 text-list text-danger">
          {t('brokenHint')}
        </p>
      )}
      {draft.isChanged && draft.isBehind && (
        <div role="alert" className="rounded-md bg-warn-soft px-3 py-2 text-list">
          <p>{t('behind', { version: head.version })}</p>
          <div className="flex flex-wrap gap-2 pt-2">
            <Button onClick={draft.keep}>{t('keepMine')}</Button>
            <Button onClick={draft.discard}>{t('takeTheirs')}</Button>
          </div>
        </div>
      )}
      {draft.isChanged && !draft.isBehind && (
        <p role="status" className="flex flex-wrap items-center gap-2 text-small text-quiet">
          {t('unsaved')}
          <Button tone="quiet" onClick={draft.discard}>
            {t('discard')}
          </Button>
        </p>
      )}
    </>
  );
}
