import { createFileRoute } from '@tanstack/react-router';
import { SharedFilePage } from '#client/features/files/shares/shared-file-page.tsx';

export const Route = createFileRoute('/s/$token')({
  component: SharedFile,
});

/** For everybody who was given the link, signed in or not. */
function SharedFile() {
  const { token } = Route.useParams();
  return <SharedFilePage token={token} />;
}
