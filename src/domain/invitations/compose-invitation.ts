/** What the mail of an invitation says, as text and as HTML. */
import { escapedHtml } from '../kernel/escaped-html.ts';
import type { Language } from '../kernel/refusals.ts';

export interface InvitationWords {
  inviter: string;
  /** Null where it is to the team alone. */
  project: string | null;
  url: string;
  expiresAt: Date;
}

const sentences = {
  en: {
    toProject: (inviter: string, project: string) => `${inviter} invites you to “${project}”`,
    toTeam: (inviter: string) => `${inviter} invites you to EcosystIA`,
    open: 'Accept the invitation',
    until: (day: string) => `The link is for you alone, works once, and until ${day}.`,
    unknown: 'If you do not know who this is, leave it: nothing happens then.',
  },
  fr: {
    toProject: (inviter: string, project: string) => `${inviter} vous invite dans « ${project} »`,
    toTeam: (inviter: string) => `${inviter} vous invite sur EcosystIA`,
    open: 'Accepter l’invitation',
    until: (day: string) => `Le lien est pour vous seul, sert une fois, et jusqu’au ${day}.`,
    unknown: 'Si vous ne savez pas qui c’est, laissez\u202f: il ne se passera rien.',
  },
} as const;

export function composeInvitation(
  { inviter, project, url, expiresAt }: InvitationWords,
  language: Language,
): { subject: string; text: string; html: string } {
  const say = sentences[language];
  const subject = project === null ? say.toTeam(inviter) : say.toProject(inviter, project);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const until = say.until(day.format(expiresAt));
  const text = [`${subject}.`, `${say.open}: ${url}`, `${until}\n${say.unknown}`].join('\n\n');
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapedHtml(subject)}</title></head>
<body style="margin:0;padding:24px;font:15px/24px system-ui,sans-serif;color:#1c1f23;background:#fff">
<div style="max-width:560px;margin:0 auto">
<p style="font-weight:600">${escapedHtml(subject)}.</p>
<p><a href="${escapedHtml(url)}" style="color:#1f5fbf">${say.open}</a></p>
<p style="font-size:13px;line-height:20px;color:#5a616b">${escapedHtml(until)}<br>${say.unknown}</p>
</div></body></html>`;
  return { subject, text, html };
}
