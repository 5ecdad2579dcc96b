/**
 * Which modules come in one file. Left to itself the bundler makes a file for each set of pages that
 * share something, which is sixty requests for one page. What every page needs is one file, what
 * every page behind the sign-in needs another, and what many pages use of the kit a third.
 */
import type { Plugin } from 'vite';

const own = /\/src\/|lucide-react/;
const ofKit = /@base-ui|@floating-ui|lucide-react|\/src\/client\/ui\//;
/** What fewer pages use comes with these alone. */
const manyPages = 5;
const popups = '/floating-ui-react/';
/** Named by an index, as all beside it is, and used by nobody: our toasts stand in a corner. */
const unused = /\/floating-ui-react\/index\.mjs$|\/toast\/positioner\//;

const fileOf = new Map<string, string>();

/** For `codeSplitting.groups`, after `chunksOfPages` has looked. */
export const groupOf = (group: 'start' | 'app' | 'kit' | 'fields') => (id: string) =>
  fileOf.get(id) === group ? group : null;

export function chunksOfPages(): Plugin {
  return {
    name: 'chunks-of-pages',
    apply: 'build',
    buildEnd() {
      /** What comes with a module; nothing that is loaded only once it is used. */
      const broughtBy = (start: string | undefined) => {
        const brought = new Set<string>();
        const follow = (id: string) => {
          if (brought.has(id) || unused.test(id)) return;
          brought.add(id);
          for (const next of this.getModuleInfo(id)?.importedIds ?? []) follow(next);
        };
        if (start !== undefined) follow(start);
        return brought;
      };
      const all = [...this.getModuleIds()];
      const pages = all.filter((id) => id.includes('tsr-split=component'));
      const inside = pages.filter((id) => id.includes('/routes/_app/')).map(broughtBy);
      const layout = broughtBy(pages.find((id) => id.includes('/routes/_app.tsx')));
      const home = broughtBy(pages.find((id) => id.includes('/routes/_app/index.tsx')));
      const outside = pages.filter((id) => !id.includes('/routes/_app')).map(broughtBy);
      const start = broughtBy(all.find((id) => id.endsWith('/src/client/main.tsx')));
      for (const id of all) {
        const users = inside.filter((page) => page.has(id)).length;
        const isApp = layout.has(id) || (home.has(id) && users > 1);
        const isOutside = outside.some((page) => page.has(id));
        const isMuch = users >= manyPages || id.includes(popups);
        if (own.test(id) && start.has(id)) fileOf.set(id, 'start');
        else if (ofKit.test(id) && isApp && isOutside) fileOf.set(id, 'start');
        else if (own.test(id) && isApp) fileOf.set(id, 'app');
        else if (ofKit.test(id) && isMuch) fileOf.set(id, isOutside ? 'fields' : 'kit');
      }
    },
  };
}
