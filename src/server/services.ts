import type { Logger } from 'pino';
import type { Settings } from '#infra/env/settings.ts';
import type { Platform } from '#infra/platform.ts';
import type { SigningKeys } from '#infra/signing-keys.ts';
import type { Storage } from '#infra/storage/storage.ts';

/** What a server's features are made of. Each takes the two or three it needs. */
export interface Services {
  settings: Settings;
  platform: Platform;
  storage: Storage;
  signingKeys: SigningKeys;
  log: Logger;
}

/** How long a write waits to be seen by its own reader before it answers all the same. */
export const visibilityTimeoutMs = 2_000;
