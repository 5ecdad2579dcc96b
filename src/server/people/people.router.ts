import { router } from '../trpc/trpc.ts';
import { get } from './get.ts';
import { language, setLanguage } from './language.ts';
import { list } from './list.ts';
import { rename } from './rename.ts';
import { setRole } from './set-role.ts';
import { setTyping, typing } from './typing.ts';

export const peopleRouter = router({
  get,
  language,
  list,
  rename,
  setLanguage,
  setRole,
  setTyping,
  typing,
});
