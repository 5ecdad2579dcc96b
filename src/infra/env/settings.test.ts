import { expect, test } from 'vitest';
import { loadSettings, SettingsError } from './settings.ts';

test('everything has a default', () => {
  const settings = loadSettings({});
  expect(settings).toMatchObject({
    port: 8000,
    host: '127.0.0.1',
    databaseUrl: null,
    role: 'all',
    admin: null,
    registration: 'invite',
    rateLimits: true,
    publicUrl: null,
    corsOrigins: [],
    logLevel: 'info',
    trustProxy: false,
    s3: null,
    pollIntervalMs: 500,
    notify: true,
    presenceGraceMs: 10_000,
  });
  expect(settings.uploads.image).toEqual({
    maxSizeBytes: 5 * 1024 * 1024,
    formats: ['jpeg', 'png', 'gif', 'webp'],
  });
  expect(settings.uploads.document.maxSizeBytes).toBe(10 * 1024 * 1024);
  expect(settings.uploads.avatar).toEqual({
    maxSizeBytes: 2 * 1024 * 1024,
    formats: ['jpeg', 'png'],
  });
  expect(settings.dataDir).toBe(`${process.cwd()}/data`);
});

test('given values are read', () => {
  const settings = loadSettings({
    PORT: '9000',
    ADMIN_EMAIL: 'ann@example.org',
    ADMIN_PASSWORD: 'correct horse',
    PUBLIC_URL: 'https://team.example.org/',
    CORS_ORIGINS: 'https://a.example.org, http://localhost:3000',
    RATE_LIMITS: 'off',
    TRUST_PROXY: '10.0.0.0/8, ::1',
    UPLOAD_IMAGE_FORMATS: 'PNG, jpeg',
    UPLOAD_IMAGE_MAX_BYTES: '1000',
    S3_BUCKET: 'team',
    POLL_INTERVAL_MS: '50',
    NOTIFY: 'off',
  });
  expect(settings).toMatchObject({
    port: 9000,
    admin: { email: 'ann@example.org', password: 'correct horse' },
    publicUrl: 'https://team.example.org',
    corsOrigins: ['https://a.example.org', 'http://localhost:3000'],
    rateLimits: false,
    trustProxy: ['10.0.0.0/8', '::1'],
    s3: { bucket: 'team', region: 'us-east-1', forcePathStyle: false },
    pollIntervalMs: 50,
    notify: false,
  });
  expect(settings.uploads.image).toEqual({ maxSizeBytes: 1000, formats: ['jpeg', 'png'] });
});

test('an empty value counts as unset', () => {
  expect(loadSettings({ DATABASE_URL: '', PORT: ' ', SMTP_URL: '' }).port).toBe(8000);
});

test.for([
  ['PORT', '80a'],
  ['PORT', '65536'],
  ['DATABASE_URL', 'mysql://localhost/team'],
  ['ROLE', 'master'],
  ['REGISTRATION', 'closed'],
  ['RATE_LIMITS', 'maybe'],
  ['PUBLIC_URL', 'team.example.org'],
  ['PUBLIC_URL', 'https://example.org/team'],
  ['CORS_ORIGINS', 'https://a.example.org,*'],
  ['UPLOAD_IMAGE_MAX_BYTES', '5MB'],
  ['UPLOAD_AVATAR_MAX_BYTES', '0'],
  ['UPLOAD_AVATAR_FORMATS', 'gif'],
  ['UPLOAD_VIDEO_MAX_BYTES', '5'],
  ['UPLOAD_BULK_MAX_FILES', 'many'],
  ['UPLOAD_KEEP_ORIGINALS', 'sometimes'],
  ['UPLOAD_QUOTA_BYTES', '-1'],
  ['CDN_URL', 'cdn'],
  ['SMTP_URL', 'mail.example.org'],
  ['SMTP_URL', 'smtp://mail.example.org:often'],
  ['CLAMD_URL', 'http://localhost'],
  ['CLAMD_URL', 'tcp://'],
  ['CLAMD_URL', 'unix://run/clamd.sock'],
  ['S3_ENDPOINT', 'minio:9000'],
  ['S3_FORCE_PATH_STYLE', 'sometimes'],
  ['LOG_LEVEL', 'loud'],
  ['TRUST_PROXY', 'nginx'],
  ['METRICS_TOKEN', 'short'],
  ['POLL_INTERVAL_MS', '1'],
  ['NOTIFY', '2'],
  ['ACCEL_REDIRECT', 'https://example.org/files'],
  ['ADMIN_EMAIL', 'ann'],
] as const)('%s=%s is refused in one line that names it', ([name, value]) => {
  const load = () => loadSettings({ [name]: value });
  expect(load).toThrow(SettingsError);
  expect(load).toThrow(new RegExp(`^${name}: [^\\n]+$`));
});

test.for([
  [{ ADMIN_EMAIL: 'ann@example.org' }, 'ADMIN_PASSWORD'],
  [{ ADMIN_PASSWORD: 'correct horse' }, 'ADMIN_EMAIL'],
  [{ S3_ENDPOINT: 'http://localhost:9000' }, 'S3_BUCKET'],
  [{ S3_BUCKET: 'team', S3_ACCESS_KEY_ID: 'id' }, 'S3_SECRET_ACCESS_KEY'],
] as const)('%o lacks %s', ([given, missing]) => {
  expect(() => loadSettings(given)).toThrow(`${missing}: must be given together with `);
});

test('a refused value is not repeated: it may be a secret', () => {
  const secret = 'mysql://root:secret@db/team';
  expect(() => loadSettings({ DATABASE_URL: secret })).not.toThrow(/secret/);
});
