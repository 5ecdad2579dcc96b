/**
 * Names for each page the files it is made of, in `parts-of-pages.json`: the server says them with
 * the document, so that the browser asks for them at once and not one finding after the other.
 */
import type { Plugin, Rolldown } from 'vite';

type Language = 'en' | 'fr';

const routeFile = /\/src\/client\/routes\/(?<name>.+)\.tsx\?tsr-split=component$/;
const wordsFile = /\/src\/client\/i18n\/(?<language>en|fr)(?:-\w+)?\.ts$/;
/** Loads the words that only some pages say; whatever imports it is one of them. */
const pageWords = /\/src\/client\/i18n\/\w+-words\.ts$/;

export function partsOfPages(): Plugin {
  return {
    name: 'parts-of-pages',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const named = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
      const withImports = (chunk: Rolldown.OutputChunk, found = new Set<string>()) => {
        if (found.has(chunk.fileName)) return found;
        found.add(chunk.fileName);
        for (const name of chunk.imports) {
          const imported = named.get(name);
          if (imported) withImports(imported, found);
        }
        return found;
      };
      /** The words that a page says and no other, in all languages; not those of what it opens. */
      const wordsOf = (id: string, seen = new Set<string>()): string[] => {
        if (seen.has(id)) return [];
        seen.add(id);
        const module = this.getModuleInfo(id);
        const own = pageWords.test(id) ? (module?.dynamicallyImportedIds ?? []) : [];
        return [...own, ...(module?.importedIds ?? []).flatMap((next) => wordsOf(next, seen))];
      };
      const start = chunks.find(({ isEntry, name }) => isEntry && name === 'index');
      // The document names these itself.
      const known = start ? withImports(start) : new Set<string>();
      // Of a page that came into another file an empty one is left, which is asked for all the same.
      const modules = chunks.flatMap((chunk) =>
        [...new Set([chunk.facadeModuleId ?? '', ...chunk.moduleIds])].map((id) => ({ id, chunk })),
      );
      const fileOfWords = new Map(
        modules
          .filter(({ id }) => wordsFile.test(id))
          .map(({ id, chunk }) => [id, chunk.fileName] as const),
      );
      const routes = new Map<string, Record<Language, Set<string>>>();
      for (const { id, chunk } of modules) {
        const name = routeFile.exec(id)?.groups?.['name']?.replaceAll('/', '.');
        if (name === undefined) continue;
        const code = withImports(chunk).difference(known);
        const said = wordsOf(id);
        const before = routes.get(name);
        const parts = byLanguage((language) => {
          const words = said
            .filter((one) => wordsFile.exec(one)?.groups?.['language'] === language)
            .flatMap((one) => fileOfWords.get(one) ?? []);
          return new Set([...(before?.[language] ?? []), ...code, ...words]);
        });
        routes.set(name, parts);
      }
      const words = byLanguage((language) => {
        const [, file] = [...fileOfWords].find(([id]) => id.endsWith(`/${language}.ts`)) ?? [];
        return `/${file}`;
      });
      const pages: Record<string, Record<Language, string[]>> = {};
      // A page after what it stands in, where both have one address.
      for (const name of [...routes.keys()].toSorted((one, other) => one.length - other.length)) {
        const around = [...routes].filter(([other]) => `${name}.`.startsWith(`${other}.`));
        pages[pathOf(name)] = byLanguage((language) => {
          const parts = new Set(around.flatMap(([, route]) => [...route[language]]));
          return [...parts].map((file) => `/${file}`);
        });
      }
      const source = JSON.stringify({ words, pages });
      this.emitFile({ type: 'asset', fileName: 'parts-of-pages.json', source });
    },
  };
}

function byLanguage<Value>(make: (language: Language) => Value): Record<Language, Value> {
  return { en: make('en'), fr: make('fr') };
}

/** As the router reads the names of its files: `_app.projects.$projectId.index` is `/projects/$projectId`. */
function pathOf(name: string): string {
  const steps = name.split('.').filter((step) => !step.startsWith('_') && step !== 'index');
  return `/${steps.join('/')}`;
}
