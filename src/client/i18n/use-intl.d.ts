import type { Locale as AppLocale } from './locale.ts';
import type { AllMessages } from './messages.ts';

declare module 'use-intl' {
  interface AppConfig {
    Locale: AppLocale;
    // The literal texts, so that a message's arguments are checked too.
    Messages: AllMessages;
  }
}
