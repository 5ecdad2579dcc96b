import { createFileRoute } from '@tanstack/react-router';
import { MeetingsPage } from '#client/features/meetings/meetings-page.tsx';

interface MeetingsSearch {
  show?: 'past';
  schedule?: true;
}

export const Route = createFileRoute('/_app/meetings/')({
  validateSearch: (search: Record<string, unknown>): MeetingsSearch => ({
    ...(search.show === 'past' ? { show: 'past' } : {}),
    ...(search.schedule === true ? { schedule: true } : {}),
  }),
  component: Meetings,
});

function Meetings() {
  const { show = 'ahead', schedule = false } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <MeetingsPage
      show={show}
      onShow={(next) =>
        void navigate({ to: '/meetings', search: next === 'past' ? { show: 'past' } : {} })
      }
      scheduling={schedule}
      onScheduling={(scheduling) =>
        void navigate({
          to: '/meetings',
          search: ({ show: shown }) => ({
            ...(shown ? { show: shown } : {}),
            ...(scheduling ? { schedule: true } : {}),
          }),
        })
      }
      onScheduled={(meetingId) =>
        void navigate({ to: '/meetings/$meetingId', params: { meetingId }, replace: true })
      }
    />
  );
}
