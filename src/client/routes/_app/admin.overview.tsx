import { createFileRoute } from '@tanstack/react-router';
import { OverviewPage } from '#client/features/system/overview-page.tsx';
import { MoreWords } from '#client/i18n/more-words.tsx';
import { overviewWords } from '#client/i18n/overview-words.ts';

export const Route = createFileRoute('/_app/admin/overview')({
  loader: overviewWords.loader,
  component: Overview,
});

function Overview() {
  return (
    <MoreWords of={overviewWords}>
      <OverviewPage />
    </MoreWords>
  );
}
