/**
 * What other React apps may use of ours. Put `EcosystiaProvider` above the components; everything
 * below it shares one live connection.
 */
export { EcosystiaProvider, type EcosystiaProviderProps } from './app/provider.tsx';
export { createServices, type Services } from './app/services.ts';
export { FileUpload, type FileUploadProps } from './features/files/file-upload.tsx';
export { NotificationCenter } from './features/notifications/notification-center.tsx';
export { initialLocale } from './i18n/locale.ts';
export { loadMessages } from './i18n/messages.ts';
export {
  type ChatMessage,
  type ChatPerson,
  type MeetingChatView,
  useMeetingChat,
} from './live/use-meeting-chat.ts';
export { type UserNotifications, useUserNotifications } from './live/use-user-notifications.ts';
