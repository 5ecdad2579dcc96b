/**
 * What other React apps may use of ours. Put `EcosystiaProvider` above the components; everything
 * below it shares one live connection. `webSocketService` needs neither it nor React.
 * See docs/react.md.
 */
export type { GetToken } from './api/access.ts';
export type { Person as ChatPerson } from './api/types.ts';
export { EcosystiaProvider, type EcosystiaProviderProps } from './app/provider.tsx';
export { createServices, type Services, type ServicesOptions } from './app/services.ts';
export { AvatarUpload, type AvatarUploadProps } from './features/files/avatar/avatar-upload.tsx';
export { FileUpload, type FileUploadProps } from './features/files/uploads/file-upload.tsx';
export { NotificationCenter } from './features/notifications/notification-center.tsx';
export { initialLocale } from './i18n/locale.ts';
export { loadMessages } from './i18n/messages.ts';
export type { ChannelFrame } from './live/channel-store.ts';
export type { LiveStatus } from './live/live-status.ts';
export {
  type ChatMessage,
  type MeetingChatView,
  useMeetingChat,
} from './live/use-meeting-chat.ts';
export {
  type ProjectNotifications,
  useProjectNotifications,
} from './live/use-project-notifications.ts';
export {
  type SystemNotifications,
  useSystemNotifications,
} from './live/use-system-notifications.ts';
export { type UserNotifications, useUserNotifications } from './live/use-user-notifications.ts';
export {
  type ChannelEvent,
  createWebSocketService,
  type WebSocketService,
  type WebSocketServiceOptions,
  webSocketService,
} from './live/web-socket-service.ts';
