/**
 * Names for each page the files it is made of, in `parts-of-pages.json`: the server says them with
 * the document, so that the browser asks for them at once and not one finding after the other.
 */
import type { Plugin, Rolldown } from 'vite';

const routeFile = /\/src\/client\/routes\/(?<name>.+)\.tsx\?tsr-split=component$/;
const wordsFile = /\/src\/client\/i18n\/(?<language>en|fr)\.ts$/;

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
      const start = chunks.find(({ isEntry, name }) => isEntry && name === 'index');
      // The document names these itself.
      const known = start ? withImports(start) : new Set<string>();
      const routes = new Map<string, Set<string>>();
      const words: Record<string, string> = {};
      for (const chunk of chunks) {
        // Of a page that came into another file an empty one is left, which is asked for all the same.
        for (const id of new Set([chunk.facadeModuleId ?? '', ...chunk.moduleIds])) {
          const name = routeFile.exec(id)?.groups?.['name']?.replaceAll('/', '.');
          if (name !== undefined) {
            const parts = withImports(chunk).difference(known);
            routes.set(name, parts.union(routes.get(name) ?? new Set()));
          }
          const language = wordsFile.exec(id)?.groups?.['language'];
          if (language !== undefined) words[language] = `/${chunk.fileName}`;
        }
      }
      const pages: Record<string, string[]> = {};
      // A page after what it stands in, where both have one address.
      for (const name of [...routes.keys()].toSorted((one, other) => one.length - other.length)) {
        const around = [...routes].filter(([other]) => `${name}.`.startsWith(`${other}.`));
        const parts = new Set(around.flatMap(([, files]) => [...files]));
        pages[pathOf(name)] = [...parts].map((file) => `/${file}`);
      }
      const source = JSON.stringify({ words, pages });
      this.emitFile({ type: 'asset', fileName: 'parts-of-pages.json', source });
    },
  };
}

/** As the router reads the names of its files: `_app.projects.$projectId.index` is `/projects/$projectId`. */
function pathOf(name: string): string {
  const steps = name.split('.').filter((step) => !step.startsWith('_') && step !== 'index');
  return `/${steps.join('/')}`;
}
