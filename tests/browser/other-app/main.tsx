import './styles.css';
import {
  createServices,
  EcosystiaProvider,
  type GetToken,
  initialLocale,
  loadMessages,
  NotificationCenter,
} from 'ecosystia';
import { type SubmitEvent, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Chat } from './chat.tsx';
import { Files } from './files.tsx';
import { News } from './news.tsx';
import { followPlainly } from './plain.ts';
import { signIn } from './session.ts';

const asked = new URLSearchParams(location.search);
const locale = initialLocale();
const messages = await loadMessages(locale);

function App() {
  const [session, setSession] = useState<ReturnType<typeof begin> | null>(null);
  const begin = (getToken: GetToken) => {
    // The addresses are those of VITE_API_BASE_URL and VITE_WS_HOST.
    const services = createServices({ getToken });
    services.onSessionEnded(() => setSession(null));
    followPlainly(asked.get('user') ?? '', getToken);
    return services;
  };
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const [email, password] = [...new FormData(event.currentTarget).values()].map(String);
    const getToken = await signIn(email ?? '', password ?? '');
    if (getToken) setSession(begin(getToken));
  };
  if (!session) {
    return (
      <form onSubmit={(event) => void submit(event)}>
        <input name="email" aria-label="Email" />
        <input name="password" aria-label="Password" type="password" />
        <button type="submit">Sign in</button>
      </form>
    );
  }
  return (
    <EcosystiaProvider services={session} language={{ locale, messages }}>
      <NotificationCenter className="fixed top-4 right-4" />
      <News projectId={asked.get('project') ?? ''} />
      <Chat meetingId={asked.get('meeting') ?? ''} />
      <Files />
    </EcosystiaProvider>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(<App />);
