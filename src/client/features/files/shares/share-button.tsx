import { Link2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '#client/ui/button.tsx';
import { OpensLater } from '#client/ui/opens-later.tsx';

const load = () => import('./share-dialog.tsx');

/** Opens the links of a file. For who may change it: nobody else may share it. */
export function ShareButton({ file }: { file: { id: string; original_name: string } }) {
  const t = useTranslations('shares');
  const trigger = (
    <Button>
      <Link2 size={16} aria-hidden />
      {t('share')}
    </Button>
  );
  return (
    <OpensLater trigger={trigger} popup="dialog" load={load}>
      {({ ShareDialog }, { open, onOpenChange }) => (
        <>
          <Button aria-haspopup="dialog" aria-expanded={open} onClick={() => onOpenChange(true)}>
            <Link2 size={16} aria-hidden />
            {t('share')}
          </Button>
          <ShareDialog
            fileId={file.id}
            name={file.original_name}
            open={open}
            onOpenChange={onOpenChange}
          />
        </>
      )}
    </OpensLater>
  );
}
