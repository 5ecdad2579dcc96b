import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { Tabs } from '#client/ui/tabs.tsx';
import { AnnouncementDialog } from './announcement-dialog.tsx';
import { AnnouncementList } from './announcement-list.tsx';
import { MaintenanceDialog } from './maintenance-dialog.tsx';
import { MaintenanceList } from './maintenance-list.tsx';
import { useFreshLists } from './use-fresh-lists.ts';

export type SystemTab = 'announcements' | 'maintenance';

interface AnnouncementsPageProps {
  tab: SystemTab;
  onTab: (tab: SystemTab) => void;
}

/** What everybody is told: announcements, and maintenance that is planned. */
export function AnnouncementsPage({ tab, onTab }: AnnouncementsPageProps) {
  const t = useTranslations('announcements');
  const places = useTranslations('places');
  const words = useTranslations(tab);
  useFreshLists();
  const [writing, setWriting] = useState(false);
  const write = () => setWriting(true);
  return (
    <>
      <PageHeader
        title={places('announcements')}
        actions={
          <Button tone="primary" onClick={write}>
            <Plus size={16} aria-hidden />
            <span className="sm:hidden">{words('newShort')}</span>
            <span className="max-sm:hidden">{words('new')}</span>
          </Button>
        }
      >
        <Tabs
          label={places('announcements')}
          value={tab}
          onChange={onTab}
          tabs={(['announcements', 'maintenance'] as const).map((value) => ({
            value,
            label: t(`tabs.${value}`),
          }))}
        />
      </PageHeader>
      {tab === 'announcements' ? (
        <>
          <AnnouncementList />
          <AnnouncementDialog open={writing} onOpenChange={setWriting} announcement={null} />
        </>
      ) : (
        <>
          <MaintenanceList />
          <MaintenanceDialog open={writing} onOpenChange={setWriting} maintenance={null} />
        </>
      )}
    </>
  );
}
