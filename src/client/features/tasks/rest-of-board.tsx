import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { Board } from '#client/api/types.ts';
import { Button } from '#client/ui/button.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useShowTasks } from './use-board.ts';

const halves = ['open', 'closed'] as const;

/** Says that there is more than a board takes at once, and fetches it. */
export function RestOfBoard({ projectId, rest }: { projectId: string; rest: Board['rest'] }) {
  const t = useTranslations('tasks');
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const show = useShowTasks();
  const [busy, setBusy] = useState(false);
  const fetchMore = async (which: (typeof halves)[number], cursor: string) => {
    setBusy(true);
    try {
      const more = await utils.tasks.restOfBoard.fetch({ projectId, which, cursor });
      show.changed(more.tasks);
      utils.tasks.board.setData(
        { projectId },
        (board) => board && { ...board, rest: { ...board.rest, [which]: more.rest } },
      );
    } catch (error) {
      toast(failureText(error), 'error');
    } finally {
      setBusy(false);
    }
  };
  return halves.map((which) => {
    const half = rest[which];
    if (!half) return null;
    const { count, cursor } = half;
    return (
      <p
        key={which}
        role="status"
        className="flex flex-wrap items-center gap-x-3 border-t border-line px-3 py-1 text-list text-quiet md:px-5"
      >
        {t(which === 'open' ? 'restOpen' : 'restClosed', { count })}
        <Button tone="quiet" busy={busy} onClick={() => void fetchMore(which, cursor)}>
          {t('showMore')}
        </Button>
      </p>
    );
  });
}
