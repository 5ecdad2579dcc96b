import { useTranslations } from 'use-intl';
import type { Language } from '#domain/kernel/refusals.ts';
import { composeMail } from '#domain/notifications/compose-mail.ts';
import type { Params, Words } from '#domain/notifications/kinds/kind.ts';
import { maxPushedLength, shortened } from '#domain/notifications/templates/render.ts';
import type { Template } from '#domain/notifications/templates/template.ts';
import type { TemplateTexts } from '#domain/notifications/templates/texts.ts';
import { sayTemplate } from '#domain/notifications/templates/wording.ts';
import { SectionHead } from '#client/ui/section-head.tsx';
import { LogMark } from '#client/ui/wordmark.tsx';
import { TypeSign } from '../notification-picture.tsx';

interface TemplatePreviewProps {
  template: Template;
  texts: TemplateTexts;
  version: number;
  language: Language;
  params: Params;
}

/** What would go out, on each channel; where the words cannot be used, what goes out instead. */
export function TemplatePreview({
  template,
  texts,
  version,
  language,
  params,
}: TemplatePreviewProps) {
  const t = useTranslations('templates');
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const reader = { language, timeZone };
  const { words, broken } = sayTemplate(template, params, reader, { version, texts });
  const { inApp } = words;
  const pushed = words.push ?? inApp;
  return (
    <section className="flex flex-col gap-4">
      <SectionHead title={t('preview')} />
      {broken && (
        <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-list">
          {t('builtInInstead')}
        </p>
      )}
      <figure lang={language}>
        <figcaption className="pb-1 text-small text-quiet">{t('channels.inApp')}</figcaption>
        <div className="flex items-center gap-3 rounded-md border border-line px-3 py-2.5">
          <TypeSign type={template.type} className="size-10" />
          <span className="flex min-w-0 flex-col">
            <span className="truncate text-list font-semibold">{inApp.title}</span>
            <span className="truncate text-small text-quiet">{inApp.message}</span>
          </span>
        </div>
      </figure>
      <figure lang={language}>
        <figcaption className="pb-1 text-small text-quiet">{t('channels.push')}</figcaption>
        <div className="flex max-w-sm items-start gap-3 rounded-md border border-line bg-sunken px-3 py-2.5">
          <LogMark className="mt-0.5 size-5 shrink-0 text-accent" />
          <span className="min-w-0">
            <span className="block text-list font-semibold break-words">{pushed.title}</span>
            <span className="line-clamp-4 text-small whitespace-pre-line text-quiet">
              {shortened(pushed.message, maxPushedLength)}
            </span>
          </span>
        </div>
      </figure>
      <MailPreview words={words.mail ?? inApp} kind={template.kind} language={language} />
    </section>
  );
}

interface MailPreviewProps {
  words: Words;
  kind: string;
  language: Language;
}

function MailPreview({ words, kind, language }: MailPreviewProps) {
  const t = useTranslations('templates');
  const mail = composeMail([{ id: '', ...words, link: '/', kind }], {
    language,
    publicUrl: location.origin,
    unsubscribeUrl: `${location.origin}/`,
    isDigest: false,
  });
  return (
    <figure lang={language}>
      <figcaption className="pb-1 text-small text-quiet">{t('channels.mail')}</figcaption>
      <div className="overflow-hidden rounded-md border border-line">
        <p className="border-b border-line px-3 py-2 text-list">
          <span className="text-quiet">{t('subjectLine')}</span>{' '}
          <span className="font-semibold break-words">{mail.subject}</span>
        </p>
        {/* Nothing in it runs, and nothing in it reaches the page. */}
        <iframe
          title={t('mailPreview')}
          sandbox=""
          srcDoc={mail.html}
          className="h-64 w-full bg-white"
        />
      </div>
    </figure>
  );
}
