import { useEffect } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { useLanguage } from '#client/i18n/language-provider.tsx';
import type { Locale } from '#client/i18n/locale.ts';
import { useToast } from '#client/ui/toast.tsx';
import { useFailureText } from '#client/ui/use-failure-text.ts';

/** Shows the pages behind the sign-in in the language that the person chose, on whatever device. */
export function OwnLanguage() {
  const { followOwn } = useLanguage();
  const { data } = trpc.people.language.useQuery();
  const own = data && (data.chosen ? data.language : null);
  useEffect(() => {
    if (own !== undefined) void followOwn(own);
  }, [own, followOwn]);
  return null;
}

/** The language one reads, and how one chooses it for all of one's devices and for one's mail. */
export function useOwnLanguage(): { locale: Locale; choose: (locale: Locale) => void } {
  const { locale } = useLanguage();
  const toast = useToast();
  const failureText = useFailureText();
  const utils = trpc.useUtils();
  const setLanguage = trpc.people.setLanguage.useMutation({
    onMutate: ({ language }) => {
      const before = utils.people.language.getData();
      utils.people.language.setData(undefined, { language, chosen: true });
      return { before };
    },
    onError: (error, _asked, made) => {
      utils.people.language.setData(undefined, made?.before);
      toast(failureText(error), 'error');
    },
  });
  return { locale, choose: (language) => setLanguage.mutate({ language }) };
}
