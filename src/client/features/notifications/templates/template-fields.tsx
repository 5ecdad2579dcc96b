import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fieldSentence } from '#domain/kernel/field-sentences.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import type { FieldFault } from '#domain/kernel/result.ts';
import type { Words } from '#domain/notifications/kinds/kind.ts';
import type { WordsField } from '#domain/notifications/templates/render.ts';
import type { Template } from '#domain/notifications/templates/template.ts';
import {
  type TemplateTexts,
  type TextChannel,
  textChannels,
  textLanguages,
} from '#domain/notifications/templates/texts.ts';
import { useLanguage } from '#client/i18n/language-provider.tsx';
import { TextAreaField, TextField } from '#client/ui/field.tsx';
import { Toggle } from '#client/ui/toggle.tsx';
import type { TemplateDraft } from './use-template-draft.ts';

interface TemplateFieldsProps {
  template: Template;
  language: Language;
  draft: TemplateDraft;
  faults: readonly FieldFault[];
}

/** The words of one language: for the list, and for mail and push where they say something else. */
export function TemplateFields({ template, language, draft, faults }: TemplateFieldsProps) {
  const t = useTranslations('templates');
  const { note, insert } = usePlaceholders();
  const { texts } = draft;
  const say = (channel: TextChannel, words: Words) => {
    const said = { ...texts[language], [channel]: words };
    draft.write({ ...texts, [language]: said });
  };
  return (
    <div className="flex flex-col gap-6" onFocus={({ target }) => note(target)}>
      <div>
        <h2 className="text-list font-semibold">{t('gaps')}</h2>
        <p className="pt-0.5 text-small text-quiet">{t('gapsHint')}</p>
        <div className="flex flex-wrap gap-2 pt-2">
          {Object.entries(template.params).map(([name, type]) => (
            <button
              key={name}
              type="button"
              title={t(`types.${type}`)}
              onClick={() => insert(`{${name}}`)}
              className="target rounded-md border border-line bg-raised px-2 font-mono text-small hover:border-line-strong"
            >
              {`{${name}}`}
            </button>
          ))}
        </div>
      </div>
      {textChannels.map((channel) => {
        const words = texts[language][channel];
        return (
          <fieldset key={channel} className="flex min-w-0 flex-col gap-3">
            <legend className="float-left mb-1 w-full border-b border-line pb-1 text-list font-semibold">
              {t(`channels.${channel}`)}
            </legend>
            {channel !== 'inApp' && (
              <Toggle
                label={t('ownToggle')}
                hint={t(`ownToggleHint.${channel}`)}
                on={words !== null}
                onChange={(on) => draft.write(withChannel(texts, channel, on))}
              />
            )}
            {words && (
              <ChannelFields
                channel={channel}
                words={words}
                place={`texts.${language}.${channel}`}
                faults={faults}
                onSay={(next) => say(channel, next)}
              />
            )}
          </fieldset>
        );
      })}
    </div>
  );
}

/** One of its own, to begin with that of the list, or none: for both languages at once. */
function withChannel(texts: TemplateTexts, channel: 'mail' | 'push', on: boolean): TemplateTexts {
  const next = { ...texts };
  for (const language of textLanguages) {
    const said = texts[language];
    next[language] = { ...said, [channel]: on ? said.inApp : null };
  }
  return next;
}

interface ChannelFieldsProps {
  channel: TextChannel;
  words: Words;
  place: string;
  faults: readonly FieldFault[];
  onSay: (words: Words) => void;
}

function ChannelFields({ channel, words, place, faults, onSay }: ChannelFieldsProps) {
  const t = useTranslations('templates');
  const { locale } = useLanguage();
  // Half a placeholder is no fault while it is being written.
  const [writing, setWriting] = useState<WordsField | null>(null);
  const field = (name: WordsField) => {
    const fault =
      writing === name ? undefined : faults.find((one) => one.field === `${place}.${name}`);
    return {
      value: words[name],
      error: fault && fieldSentence(fault.code, locale, fault.params),
      onFocus: () => setWriting(name),
      onBlur: () => setWriting(null),
    };
  };
  const title = field('title');
  const message = field('message');
  return (
    <>
      <TextField
        label={channel === 'mail' ? t('subject') : t('title')}
        {...title}
        onChange={(event) => onSay({ ...words, title: event.currentTarget.value })}
      />
      <TextAreaField
        label={t('message')}
        {...message}
        onChange={(event) => onSay({ ...words, message: event.currentTarget.value })}
      />
    </>
  );
}

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Puts placeholders where somebody writes, or wrote last. */
function usePlaceholders() {
  const last = useRef<TextControl | null>(null);
  const note = (target: EventTarget) => {
    const isLine = target instanceof HTMLInputElement && target.type === 'text';
    if (isLine || target instanceof HTMLTextAreaElement) last.current = target;
  };
  const insert = (placeholder: string) => {
    const control = last.current;
    if (!control) return;
    control.focus();
    const { selectionStart, selectionEnd, value } = control;
    const from = selectionStart ?? value.length;
    control.setRangeText(placeholder, from, selectionEnd ?? from, 'end');
    // As if it had been typed.
    control.dispatchEvent(new Event('input', { bubbles: true }));
  };
  return { note, insert };
}
