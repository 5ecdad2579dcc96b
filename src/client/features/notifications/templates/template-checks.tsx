import { Check, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { fieldSentence } from '#domain/kernel/field-sentences.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import type { FieldFault } from '#domain/kernel/result.ts';
import { tryTexts } from '#domain/notifications/templates/samples.ts';
import type { Template } from '#domain/notifications/templates/template.ts';
import type { TemplateTexts, TextChannel } from '#domain/notifications/templates/texts.ts';
import { useLanguage } from '#client/i18n/language-provider.tsx';
import { SectionHead } from '#client/ui/section-head.tsx';

interface TemplateChecksProps {
  template: Template;
  texts: TemplateTexts;
  faults: readonly FieldFault[];
}

/** What came of trying the words, in both languages, with samples of each size. */
export function TemplateChecks({ template, texts, faults }: TemplateChecksProps) {
  const t = useTranslations('templates');
  const { locale } = useLanguage();
  const languages = useTranslations('language');
  const line = (language: Language, channel: TextChannel, problem: string) => {
    const place = `${languages(language)}, ${t(`channels.${channel}`)}`;
    return t('problemAt', { place, problem });
  };
  const found = faults.length > 0 ? [] : tryTexts(template, texts);
  return (
    <section>
      <SectionHead title={t('checks')} />
      <ul className="flex flex-col gap-2 pt-2 text-list">
        {faults.map(({ field, code, params }) => {
          const [, language, channel] = field.split('.') as [string, Language, TextChannel];
          return (
            <li key={`${field} ${code} ${params?.placeholder ?? ''}`} className="flex gap-2">
              <X size={16} aria-hidden className="mt-0.5 shrink-0 text-danger" />
              <span>{line(language, channel, fieldSentence(code, locale, params))}</span>
            </li>
          );
        })}
        {found.map(({ language, channel, size, found: what }) => (
          <li key={`${language} ${channel} ${size}`} className="flex gap-2">
            <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-warn" />
            <span>{line(language, channel, t(`found.${what}`, { size: t(`sizes.${size}`) }))}</span>
          </li>
        ))}
        {faults.length === 0 && found.length === 0 && (
          <li className="flex gap-2">
            <Check size={16} aria-hidden className="mt-0.5 shrink-0 text-ok" />
            {t('allFine')}
          </li>
        )}
      </ul>
    </section>
  );
}
