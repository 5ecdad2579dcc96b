import { createFileRoute, Outlet } from '@tanstack/react-router';
import { usePerson } from '#client/app/person.ts';
import { NoRightsPage } from '#client/features/shell/no-rights-page.tsx';

export const Route = createFileRoute('/_app/admin')({ component: Admin });

function Admin() {
  const person = usePerson();
  if (person.role !== 'admin') return <NoRightsPage />;
  return <Outlet />;
}
