import { createFileRoute } from '@tanstack/react-router';
import { isDay } from '#client/features/meetings/calendar/calendar-days.ts';
import { MeetingsPage, type MeetingsView } from '#client/features/meetings/meetings-page.tsx';
import { localDay } from '#client/ui/local-moment.ts';

interface MeetingsSearch {
  view?: Exclude<MeetingsView, 'ahead'>;
  /** The day that the calendar shows; today where none is named. */
  day?: string;
  schedule?: true;
}

const views = ['past', 'week', 'month'] as const;

export const Route = createFileRoute('/_app/meetings/')({
  validateSearch: (search: Record<string, unknown>): MeetingsSearch => {
    const view = views.find((one) => one === search.view);
    return {
      ...(view ? { view } : {}),
      ...(isDay(search.day) ? { day: search.day } : {}),
      ...(search.schedule === true ? { schedule: true } : {}),
    };
  },
  component: Meetings,
});

function Meetings() {
  const { view = 'ahead', day, schedule = false } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <MeetingsPage
      view={view}
      onView={(next) =>
        void navigate({
          to: '/meetings',
          search: { ...(next === 'ahead' ? {} : { view: next }), ...(day ? { day } : {}) },
        })
      }
      day={day ?? localDay(new Date())}
      onDay={(next) =>
        void navigate({
          to: '/meetings',
          search: (shown) => ({ ...shown, day: next }),
          replace: true,
        })
      }
      scheduling={schedule}
      onScheduling={(scheduling) =>
        void navigate({
          to: '/meetings',
          search: ({ schedule: _, ...shown }) => ({
            ...shown,
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
