/** What a mail says: one notification or several, as text and as HTML. */
import { escapedHtml } from '../kernel/escaped-html.ts';
import type { Language } from '../kernel/refusals.ts';
import { kinds, type KindName } from './kinds/kinds.ts';

export interface MailedNotification {
  id: string;
  title: string;
  message: string;
  link: string | null;
  kind: string | null;
}

interface MailFrame {
  language: Language;
  publicUrl: string;
  unsubscribeUrl: string;
  isDigest: boolean;
}

const sentences = {
  en: {
    several: (count: number) => `${count} notifications`,
    digest: (count: number) =>
      count === 1 ? 'What is new: ' : `What is new: ${count} notifications`,
    open: 'Open',
    settings: 'Choose what you are told, and how',
    unsubscribe: 'No more mail',
    footer: 'You get this because you have not read it in EcosystIA yet.',
  },
  fr: {
    several: (count: number) => `${count} notifications`,
    digest: (count: number) =>
      count === 1 ? 'Du nouveau\u202f: ' : `Du nouveau\u202f: ${count} notifications`,
    open: 'Ouvrir',
    settings: 'Choisir ce qui vous est dit, et comment',
    unsubscribe: 'Plus de courriels',
    footer: 'Vous recevez ceci parce que vous ne l’avez pas encore lu dans EcosystIA.',
  },
} as const;

export function composeMail(
  items: readonly MailedNotification[],
  { language, publicUrl, unsubscribeUrl, isDigest }: MailFrame,
): { subject: string; text: string; html: string } {
  const say = sentences[language];
  const [first] = items;
  if (!first) throw new Error('a mail of nothing');
  const alone = items.length === 1;
  const subject = isDigest
    ? `${say.digest(items.length)}${alone ? first.title : ''}`
    : alone
      ? first.title
      : say.several(items.length);
  const settingsUrl = `${publicUrl}/settings#notifications`;
  const linkOf = ({ id, link }: MailedNotification) => `${publicUrl}${link ?? `/inbox/${id}`}`;
  const text = [
    ...items.map((item) =>
      [item.title, item.message, linkOf(item)].filter((line) => line !== '').join('\n'),
    ),
    [
      [say.footer, alone ? whyOf(first, language) : ''].filter((line) => line !== '').join(' '),
      `${say.settings}: ${settingsUrl}`,
      `${say.unsubscribe}: ${unsubscribeUrl}`,
    ].join('\n'),
  ].join('\n\n');
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapedHtml(subject)}</title></head>
<body style="margin:0;padding:24px;font:15px/24px system-ui,sans-serif;color:#1c1f23;background:#fff">
<div style="max-width:560px;margin:0 auto">
${items
  .map(
    (item) => `<div style="padding:12px 0;border-bottom:1px solid #d9dce1">
<div style="font-weight:600">${escapedHtml(item.title)}</div>
${item.message ? `<div style="white-space:pre-line">${escapedHtml(item.message)}</div>` : ''}
<div><a href="${escapedHtml(linkOf(item))}" style="color:#1f5fbf">${say.open}</a></div>
</div>`,
  )
  .join('\n')}
<p style="font-size:13px;line-height:20px;color:#5a616b">${escapedHtml(say.footer)} ${alone ? escapedHtml(whyOf(first, language)) : ''}<br>
<a href="${escapedHtml(settingsUrl)}" style="color:#5a616b">${say.settings}</a> · <a href="${escapedHtml(unsubscribeUrl)}" style="color:#5a616b">${say.unsubscribe}</a></p>
</div></body></html>`;
  return { subject, text, html };
}

function whyOf({ kind }: MailedNotification, language: Language): string {
  return kind !== null && Object.hasOwn(kinds, kind) ? kinds[kind as KindName].why[language] : '';
}
