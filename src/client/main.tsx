import './styles.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { EcosystiaProvider } from './app/provider.tsx';
import { createServices } from './app/services.ts';
import { initialLocale } from './i18n/locale.ts';
import { loadMessages } from './i18n/messages.ts';
import { startOfflinePages } from './offline/start-offline-pages.ts';
import { createAppRouter } from './router.ts';

const offlineAfterMs = 3_000;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');

const locale = initialLocale();
document.documentElement.lang = locale;
const services = createServices();
const router = createAppRouter(services);
// The guards of the route send to the sign-in page and keep the path for afterwards.
services.onSessionEnded(() => void router.invalidate());

// Every page asks this first, and the words are on their way meanwhile.
void services.utils.auth.status.prefetch();

if (import.meta.env.PROD) {
  // Nothing of a first visit waits for it: what a page is made of and what is in it come first.
  window.addEventListener('load', () => setTimeout(keepForOffline, offlineAfterMs));
}

function keepForOffline() {
  startOfflinePages().catch((error: unknown) => {
    console.warn('the app will not open without a network', error);
  });
}

const messages = await loadMessages(locale);
createRoot(root).render(
  <StrictMode>
    <EcosystiaProvider
      services={services}
      language={{ locale, messages }}
      onNavigate={(path) => router.history.push(path)}
    >
      <RouterProvider router={router} />
    </EcosystiaProvider>
  </StrictMode>,
);
