import { keepPreviousData } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { trpc } from '#client/api/trpc.ts';
import type { User } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { Button } from '#client/ui/button.tsx';
import { inputClass } from '#client/ui/field.tsx';
import { Loaded } from '#client/ui/loaded.tsx';
import { MoreButton } from '#client/ui/more-button.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { Select } from '#client/ui/select.tsx';
import { SkeletonRows } from '#client/ui/skeleton.tsx';
import { EmptyState } from '#client/ui/states.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';
import { useTypedPause } from '#client/ui/use-typed-pause.ts';
import { useListKeys } from '#client/ui/use-list-keys.ts';
import { InviteDialog } from './invite-dialog.tsx';

interface PeoplePageProps {
  search: string;
  onSearch: (search: string) => void;
}

/** Everyone, for administrators: who may do what, and how to bring someone in. */
export function PeoplePage({ search, onSearch }: PeoplePageProps) {
  const t = useTranslations('people');
  const places = useTranslations('places');
  const q = useTypedPause(search.trim());
  const people = trpc.people.list.useInfiniteQuery(q === '' ? {} : { q }, {
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const [inviting, setInviting] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list);
  const shown = people.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <>
      <PageHeader
        title={places('people')}
        actions={
          <Button tone="primary" onClick={() => setInviting(true)}>
            <UserPlus size={16} aria-hidden />
            <span className="sm:hidden">{t('inviteShort')}</span>
            <span className="max-sm:hidden">{t('invite')}</span>
          </Button>
        }
      />
      <div className="border-b border-line px-4 py-2 md:px-6">
        <input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
          className={`${inputClass} w-full max-w-sm`}
        />
      </div>
      <Loaded
        query={people}
        what={t('notLoaded')}
        skeleton={<SkeletonRows rows={6} label={t('loading')} />}
      >
        {shown.length === 0 ? (
          <EmptyState title={t('nobody')}>{t('nobodyHint')}</EmptyState>
        ) : (
          <ul ref={list}>
            {shown.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </ul>
        )}
      </Loaded>
      <MoreButton query={people}>{t('more')}</MoreButton>
      <InviteDialog open={inviting} onOpenChange={setInviting} />
    </>
  );
}

function PersonRow({ person }: { person: User }) {
  const t = useTranslations('people');
  const me = usePerson();
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const setRole = trpc.people.setRole.useMutation({
    onSuccess: async (_answer, { role }) => {
      await utils.people.list.invalidate();
      toast(t('roleChanged', { name: person.name, role: t(`roles.${role}`) }));
    },
    onError: (error) => toast(failureText(error), 'error'),
  });
  const role = setRole.isPending ? setRole.variables.role : person.role;
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-2 md:px-6">
      <Avatar name={person.name} url={person.avatar_url} />
      <span className="min-w-0 flex-1">
        <span className="block text-list">
          {person.name}
          {person.id === me.id && <span className="text-quiet"> ({t('you')})</span>}
        </span>
        {person.email && (
          <span className="block truncate text-small text-quiet">{person.email}</span>
        )}
      </span>
      <Select
        label={t('roleOf', { name: person.name })}
        labelHidden
        className="w-38 shrink-0 sm:w-44"
        value={role}
        disabled={setRole.isPending}
        onChange={(next) => {
          if (next !== person.role) setRole.mutate({ personId: person.id, role: next });
        }}
        options={(['admin', 'member'] as const).map((value) => ({
          value,
          label: t(`roles.${value}`),
        }))}
      />
    </li>
  );
}
