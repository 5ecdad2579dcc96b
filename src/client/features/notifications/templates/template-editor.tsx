import { Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Language } from '#domain/kernel/refusals.ts';
import type { Params } from '#domain/notifications/kinds/kind.ts';
import { sampleParams, type SampleSize } from '#domain/notifications/templates/samples.ts';
import { type Template, templateOf } from '#domain/notifications/templates/template.ts';
import { textFaults, textLanguages } from '#domain/notifications/templates/texts.ts';
import { trpc } from '#client/api/trpc.ts';
import { useLanguage } from '#client/i18n/language-provider.tsx';
import { Button } from '#client/ui/button.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { SampleFields } from './sample-fields.tsx';
import { SendTemplate } from './send-template.tsx';
import { TemplateChecks } from './template-checks.tsx';
import { TemplateFields } from './template-fields.tsx';
import { TemplateNotices } from './template-notices.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { type TemplateHead, useTemplateDraft } from './use-template-draft.ts';

interface TemplateEditorProps {
  template: Template;
  head: TemplateHead;
  back: ReactNode;
  /** What stands below: its versions. */
  children: ReactNode;
}

/** The words of a template in both languages, beside how they look with samples filled in. */
export function TemplateEditor({ template, head, back, children }: TemplateEditorProps) {
  const languages = useTranslations('language');
  const [language, setLanguage] = useState<Language>(useLanguage().locale);
  const [size, setSize] = useState<SampleSize>('ordinary');
  const [given, setGiven] = useState<Params>({});
  const draft = useTemplateDraft(template, head);
  const faults = textFaults(template, draft.texts);
  const faultsIn = (one: Language) =>
    faults.filter(({ field }) => field.startsWith(`texts.${one}.`)).length;
  const params = { ...sampleParams(template, language, size), ...given };
  return (
    <>
      <PageHeader
        title={template.name}
        back={back}
        actions={
          <Actions
            template={template}
            draft={draft}
            language={language}
            params={params}
            faulty={faults.length > 0}
          />
        }
      >
        <Tabs
          label={languages('label')}
          value={language}
          onChange={setLanguage}
          tabs={textLanguages.map((value) => ({
            value,
            label: languages(value),
            count: faultsIn(value),
          }))}
        />
      </PageHeader>
      <div className="grid gap-8 px-4 py-4 md:px-6 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-6">
          <TemplateNotices template={template} head={head} draft={draft} />
          {canSend(template, head) && <SendTemplate template={template} />}
          <TemplateFields
            key={language}
            template={template}
            language={language}
            draft={draft}
            faults={faults}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <TemplatePreview
            template={template}
            texts={draft.texts}
            version={draft.version}
            language={language}
            params={params}
          />
          <SampleFields
            template={template}
            params={params}
            size={size}
            onSize={(next) => {
              setSize(next);
              setGiven({});
            }}
            onGive={(name, value) => setGiven({ ...given, [name]: value })}
          />
          <TemplateChecks template={template} texts={draft.texts} faults={faults} />
        </div>
      </div>
      {children}
    </>
  );
}

/** Only some are sent by their name, and of those none that was given up. */
function canSend(template: Template, head: TemplateHead): boolean {
  const isThere = templateOf(template.name) !== undefined || head.texts !== null;
  return template.use === 'sent_by_name' && isThere;
}

interface ActionsProps {
  template: Template;
  draft: ReturnType<typeof useTemplateDraft>;
  language: Language;
  params: Params;
  faulty: boolean;
}

function Actions({ template, draft, language, params, faulty }: ActionsProps) {
  const t = useTranslations('templates');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const refresh = () => utils.notifications.templates.invalidate();
  const save = trpc.notifications.templates.save.useMutation({
    onSuccess: async () => {
      await refresh();
      draft.discard();
      toast(t('saved'));
    },
    onError: async (error) => {
      toast(failureText(error), 'error');
      await refresh();
    },
  });
  const sendTest = trpc.notifications.templates.sendTest.useMutation({
    onSuccess: () => toast(t('testSent')),
    onError: (error) => toast(failureText(error), 'error'),
  });
  const { name } = template;
  const { texts, version } = draft;
  return (
    <>
      <Button
        busy={sendTest.isPending}
        disabled={faulty}
        onClick={() => sendTest.mutate({ template: name, texts, language, params })}
      >
        <Send size={16} aria-hidden />
        <span className="max-sm:sr-only">{t('test')}</span>
      </Button>
      <Button
        tone="primary"
        busy={save.isPending}
        disabled={!draft.isChanged || draft.isBehind || faulty}
        onClick={() => save.mutate({ template: name, texts, version })}
      >
        {t('save')}
      </Button>
    </>
  );
}
