/**
 * Everything that can be set from outside, read once at the start.
 *
 * The variables are those of the public contract, plus some for tests and for tuning:
 *
 * - `POLL_INTERVAL_MS` (500): how often a reader of the log looks by itself, behind the hints
 * - `NOTIFY` (on): off leaves only the poll, as when the listening connection is lost
 * - `PRESENCE_GRACE_MS` (10000): how long somebody may be away from a room before they have left it
 * - `S3_*`: `S3_BUCKET` turns the adapter on; `S3_ENDPOINT`, `S3_REGION`, `S3_ACCESS_KEY_ID`,
 *   `S3_SECRET_ACCESS_KEY`, `S3_FORCE_PATH_STYLE`
 * - `ACCEL_REDIRECT`: below which address the proxy in front gives out the files' bytes (nginx's
 *   `internal` location, see docs/self-hosting.md); unset, this process gives them out
 * - `UPLOAD_INSTANCE_QUOTA_BYTES`: what all files may take together
 * - `UPLOAD_KEEP_ORIGINALS` (on): whether a picture's bytes as sent stay beside what was made of them
 * - `TRASH_DAYS` (30): how long a file in the trash can be had back
 *
 * - `MAIL_FROM`, `MAIL_DELAY_SECONDS` (30): whose name mail has; how long a notification may be read before
 * - `NOTIFICATION_DAYS` (180): how long notifications are kept in the list
 * - `PUSH_INNER_ENDPOINTS` (off): web push also to this machine and its networks, without TLS
 *
 * A variable that is empty counts as unset, as compose files write them.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import {
  bytes,
  clamdAddress,
  email,
  formats,
  httpAddress,
  internalPath,
  list,
  mailAddress,
  mailServer,
  milliseconds,
  onOff,
  origin,
  port,
  proxyTrust,
  serviceAddress,
} from './setting-types.ts';
import { StartupProblem } from './startup-problem.ts';

const megabyte = 1024 * 1024;
const imageFormats = ['jpeg', 'png', 'gif', 'webp'] as const;
const documentFormats = ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'txt', 'csv'] as const;
const avatarFormats = ['jpeg', 'png'] as const;

const variables = z.object({
  PORT: port.default(8000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: serviceAddress('postgres', 'postgresql').optional(),
  ROLE: z.enum(['all', 'server', 'worker'], 'must be all, server or worker').default('all'),
  ADMIN_EMAIL: email.optional(),
  ADMIN_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  REGISTRATION: z.enum(['invite', 'open'], 'must be invite or open').default('invite'),
  RATE_LIMITS: onOff.default(true),
  PUBLIC_URL: origin.optional(),
  CORS_ORIGINS: list(origin).default([]),
  UPLOAD_IMAGE_MAX_BYTES: bytes.default(5 * megabyte),
  UPLOAD_DOCUMENT_MAX_BYTES: bytes.default(10 * megabyte),
  UPLOAD_AVATAR_MAX_BYTES: bytes.default(2 * megabyte),
  UPLOAD_IMAGE_FORMATS: formats(imageFormats),
  UPLOAD_DOCUMENT_FORMATS: formats(documentFormats),
  UPLOAD_AVATAR_FORMATS: formats(avatarFormats),
  UPLOAD_BULK_MAX_FILES: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(1000, 'must be at most 1000')
    .default(20),
  UPLOAD_KEEP_ORIGINALS: onOff.default(true),
  UPLOAD_QUOTA_BYTES: bytes.optional(),
  UPLOAD_INSTANCE_QUOTA_BYTES: bytes.optional(),
  TRASH_DAYS: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(3650, 'must be at most 3650')
    .default(30),
  CDN_URL: httpAddress.optional(),
  ACCEL_REDIRECT: internalPath.optional(),
  PUSH_INNER_ENDPOINTS: onOff.default(false),
  SMTP_URL: mailServer.optional(),
  MAIL_FROM: mailAddress.optional(),
  MAIL_DELAY_SECONDS: z.coerce
    .number('must be a whole number of seconds')
    .int('must be a whole number of seconds')
    .min(1, 'must be at least 1')
    .max(3600, 'must be at most 3600')
    .default(30),
  NOTIFICATION_DAYS: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(3650, 'must be at most 3650')
    .default(180),
  CLAMD_URL: clamdAddress.optional(),
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: httpAddress.optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: onOff.default(false),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
  TRUST_PROXY: proxyTrust.default(false),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  POLL_INTERVAL_MS: milliseconds({ min: 10, max: 60_000 }).default(500),
  NOTIFY: onOff.default(true),
  PRESENCE_GRACE_MS: milliseconds({ min: 200, max: 600_000 }).default(10_000),
});

type Variables = z.infer<typeof variables>;

/** Variables of these families that are not among the known are typing errors, not other programs'. */
const ownFamilies = /^UPLOAD_/;

/** Where one belongs to the other, both are needed. */
const pairs: [given: keyof Variables, needed: keyof Variables][] = [
  ['ADMIN_PASSWORD', 'ADMIN_EMAIL'],
  ['ADMIN_EMAIL', 'ADMIN_PASSWORD'],
  ['S3_ENDPOINT', 'S3_BUCKET'],
  ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  ['S3_SECRET_ACCESS_KEY', 'S3_ACCESS_KEY_ID'],
  ['S3_ACCESS_KEY_ID', 'S3_BUCKET'],
];

/** The settings of a process. Null means off or not given. */
export type Settings = ReturnType<typeof arrange>;

/** An unusable setting: one line that names the variable. */
export class SettingsError extends StartupProblem {}

/** Reads and checks all settings; the first unusable one throws a `SettingsError`. */
export function loadSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [name, value?.trim()] as const)
      .filter(([, value]) => value),
  );
  for (const name of Object.keys(given))
    if (ownFamilies.test(name) && !(name in variables.shape))
      throw new SettingsError(name, 'there is no such setting');
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SettingsError(String(issue?.path[0]), issue?.message ?? 'is not usable');
  }
  for (const [one, other] of pairs)
    if (given[one] && !given[other])
      throw new SettingsError(other, `must be given together with ${one}`);
  if (parsed.data.ACCEL_REDIRECT && parsed.data.S3_BUCKET)
    throw new SettingsError('ACCEL_REDIRECT', 'is for files on a disk, and S3_BUCKET is set');
  return arrange(parsed.data);
}

function arrange(from: Variables) {
  return {
    port: from.PORT,
    host: from.HOST,
    dataDir: resolve(from.DATA_DIR),
    databaseUrl: from.DATABASE_URL ?? null,
    role: from.ROLE,
    admin:
      from.ADMIN_EMAIL && from.ADMIN_PASSWORD
        ? { email: from.ADMIN_EMAIL, password: from.ADMIN_PASSWORD }
        : null,
    registration: from.REGISTRATION,
    rateLimits: from.RATE_LIMITS,
    publicUrl: from.PUBLIC_URL ?? null,
    corsOrigins: from.CORS_ORIGINS,
    uploads: {
      image: { maxSizeBytes: from.UPLOAD_IMAGE_MAX_BYTES, formats: from.UPLOAD_IMAGE_FORMATS },
      document: {
        maxSizeBytes: from.UPLOAD_DOCUMENT_MAX_BYTES,
        formats: from.UPLOAD_DOCUMENT_FORMATS,
      },
      avatar: { maxSizeBytes: from.UPLOAD_AVATAR_MAX_BYTES, formats: from.UPLOAD_AVATAR_FORMATS },
      bulkMaxFiles: from.UPLOAD_BULK_MAX_FILES,
      keepOriginals: from.UPLOAD_KEEP_ORIGINALS,
      quotaBytes: from.UPLOAD_QUOTA_BYTES ?? null,
      instanceQuotaBytes: from.UPLOAD_INSTANCE_QUOTA_BYTES ?? null,
    },
    trashDays: from.TRASH_DAYS,
    cdnUrl: from.CDN_URL ?? null,
    accelRedirect: from.ACCEL_REDIRECT ?? null,
    mail: mailOptions(from),
    notificationDays: from.NOTIFICATION_DAYS,
    clamdUrl: from.CLAMD_URL ?? null,
    s3: from.S3_BUCKET
      ? {
          bucket: from.S3_BUCKET,
          endpoint: from.S3_ENDPOINT ?? null,
          region: from.S3_REGION,
          accessKeyId: from.S3_ACCESS_KEY_ID ?? null,
          secretAccessKey: from.S3_SECRET_ACCESS_KEY ?? null,
          forcePathStyle: from.S3_FORCE_PATH_STYLE,
        }
      : null,
    push: { subject: pushSubject(from), innerEndpoints: from.PUSH_INNER_ENDPOINTS },
    logLevel: from.LOG_LEVEL,
    trustProxy: from.TRUST_PROXY,
    metricsToken: from.METRICS_TOKEN ?? null,
    pollIntervalMs: from.POLL_INTERVAL_MS,
    notify: from.NOTIFY,
    presenceGraceMs: from.PRESENCE_GRACE_MS,
  };
}

/** Mail has links in it: without an address of ours to begin them with, none leaves. */
function mailOptions({ SMTP_URL, PUBLIC_URL, MAIL_FROM, MAIL_DELAY_SECONDS }: Variables) {
  if (!SMTP_URL || !PUBLIC_URL) return null;
  const from = MAIL_FROM ?? `EcosystIA <no-reply@${new URL(PUBLIC_URL).hostname}>`;
  return {
    smtpUrl: SMTP_URL,
    publicUrl: PUBLIC_URL,
    from,
    delaySeconds: MAIL_DELAY_SECONDS,
  };
}

/** Whom a push service may turn to; some take no push without. */
function pushSubject({ PUBLIC_URL, ADMIN_EMAIL }: Variables): string {
  if (PUBLIC_URL?.startsWith('https:')) return PUBLIC_URL;
  return `mailto:${ADMIN_EMAIL ?? 'nobody@example.org'}`;
}
