/** Mail by any SMTP server. */
import nodemailer from 'nodemailer';

export interface MailOptions {
  smtpUrl: string;
  /** What links in mails begin with. */
  publicUrl: string;
  from: string;
  /** How long a notification may be read before a mail tells of it; those of that time share one. */
  delaySeconds: number;
}

export interface Mail {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** The same however often it is tried: who gets it twice sees it once. */
  messageId: string;
  /** RFC 8058: a POST there, by whatever program, and no mail comes any more. Null for one that comes once. */
  unsubscribeUrl: string | null;
  language: string;
}

/** The server will never take this one; trying again would change nothing. */
export class MailRefused extends Error {}

export interface Mailer {
  /** Resolves when the server has taken it. Rejects where it is worth another try. */
  send: (mail: Mail) => Promise<void>;
  close: () => void;
}

/** In ms, as nodemailer names them. */
export interface MailTimeouts {
  connectionTimeout: number;
  greetingTimeout: number;
  socketTimeout: number;
}

/** Together less than what a sender may hold a mail for. */
const patience: MailTimeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
};

export function openMailer(
  { smtpUrl, from }: MailOptions,
  timeouts: MailTimeouts = patience,
): Mailer {
  const transport = nodemailer.createTransport({ url: smtpUrl, ...timeouts });
  return {
    async send({ to, subject, text, html, messageId, unsubscribeUrl, language }) {
      try {
        await transport.sendMail({
          from,
          to,
          // One line, whatever somebody called a task.
          subject: subject.replaceAll(/\s+/gu, ' '),
          text,
          html,
          messageId,
          headers: {
            ...(unsubscribeUrl !== null && {
              'List-Unsubscribe': `<${unsubscribeUrl}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
            'Auto-Submitted': 'auto-generated',
            'Content-Language': language,
          },
          // Nothing of a mail comes from a file or an address.
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        if (isPermanent(error)) throw new MailRefused(error.message, { cause: error });
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

/** A 5xx to the mail itself. One to the sign-in or the greeting is the operator's to mend. */
function isPermanent(error: unknown): error is Error & { responseCode: number } {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false;
  const { responseCode, code } = error;
  return (
    typeof responseCode === 'number' &&
    responseCode >= 500 &&
    (code === 'EENVELOPE' || code === 'EMESSAGE')
  );
}
