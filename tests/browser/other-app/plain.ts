import { type GetToken, webSocketService } from 'ecosystia';

/** Without React: writes on the page what comes over the plain sockets. */
export function followPlainly(userId: string, getToken: GetToken): () => void {
  const list = document.createElement('ol');
  list.ariaLabel = 'Plain';
  document.body.append(list);
  const write = (line: string) => {
    const item = document.createElement('li');
    item.textContent = line;
    list.append(item);
  };
  webSocketService.configure({
    apiBaseUrl: import.meta.env.VITE_API_BASE_URL as string,
    wsHost: import.meta.env.VITE_WS_HOST as string,
    getToken,
  });
  const connection = webSocketService.connectToUserNotifications(userId, {
    onNotification: (notification) => write(`notification ${notification.title}`),
    onConnectionChange: (state) => write(state),
  });
  return () => connection.close();
}
