import { useProjectNotifications, useSystemNotifications, useUserNotifications } from 'ecosystia';

export function News({ projectId }: { projectId: string }) {
  const { notifications, unreadCount, markAsRead, isConnected } = useUserNotifications();
  const project = useProjectNotifications(projectId);
  const { announcements } = useSystemNotifications();
  return (
    <section aria-label="News">
      <p>{isConnected ? 'connected' : 'not connected'}</p>
      <p>{unreadCount} unread</p>
      <ul aria-label="Unread">
        {notifications
          .filter(({ read_at: readAt }) => readAt === null)
          .map(({ id, title }) => (
            <li key={id}>
              {title}{' '}
              <button type="button" onClick={() => markAsRead(id)}>
                Read
              </button>
            </li>
          ))}
      </ul>
      <ul aria-label="Project">
        {project.notifications.map(({ type, position }) => (
          <li key={position}>{type}</li>
        ))}
      </ul>
      <ul aria-label="Announcements">
        {announcements.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
    </section>
  );
}
