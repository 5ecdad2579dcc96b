import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import compileMessage from 'icu-minify/compile';
import { defineConfig, type Plugin } from 'vite';
import { chunksOfPages, groupOf } from './scripts/client/chunks-of-pages.ts';
import { partsOfPages } from './scripts/client/parts-of-pages.ts';

const serviceWorker = 'src/client/service-worker/service-worker.ts';
const serverOrigin = `http://127.0.0.1:${process.env.PORT ?? '8000'}`;

export default defineConfig({
  publicDir: 'src/client/public',
  plugins: [
    tanstackRouter({
      target: 'react',
      routesDirectory: 'src/client/routes',
      generatedRouteTree: 'src/client/routeTree.gen.ts',
      // Under nodenext an import without its extension loses its types, and every route with it.
      addExtensions: true,
      autoCodeSplitting: true,
      quoteStyle: 'single',
      semicolons: true,
    }),
    react(),
    tailwindcss(),
    chunksOfPages(),
    parsedMessages(),
    namedParts(),
    partsOfPages(),
    precompressed(),
    servedServiceWorker(),
  ],
  build: {
    outDir: 'dist/client',
    rolldownOptions: {
      input: {
        index: 'index.html',
        'service-worker': serviceWorker,
      },
      output: {
        // A service worker's address must not change, and decides what it is for: everything.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js',
        // What every page needs, in few files: they pack better together than in fifty crumbs.
        codeSplitting: {
          groups: [
            {
              name: 'libraries',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(?!react-virtual|virtual-core)[^/]+|@trpc\/[^/]+|use-intl|intl-messageformat|@formatjs\/[^/]+)\//,
              priority: 2,
            },
            { name: groupOf('start'), debugName: 'start', priority: 1 },
            { name: groupOf('app'), debugName: 'app', priority: 0.5 },
            // Alone, without what it imports: the rest of the kit is for those who use it.
            { name: groupOf('kit'), debugName: 'kit', includeDependenciesRecursively: false },
            { name: groupOf('fields'), debugName: 'fields', includeDependenciesRecursively: false },
          ],
        },
      },
    },
    emptyOutDir: true,
    target: 'es2023',
    // The server's content security policy allows no data: fonts or scripts; files are cached anyway.
    assetsInlineLimit: 0,
  },
  server: {
    host: '127.0.0.1',
    // In the long form: the short one changes the Host, and the server would take every request
    // for one from another site.
    proxy: {
      '/api': { target: serverOrigin },
      '/media': { target: serverOrigin },
      '/trpc': { target: serverOrigin, ws: true },
      '/ws': { target: serverOrigin, ws: true },
    },
  },
});

/** In development, too, the service worker is at the address that decides what it is for. */
function servedServiceWorker(): Plugin {
  return {
    name: 'served-service-worker',
    apply: 'serve',
    configureServer: (server) => {
      server.middlewares.use('/service-worker.js', (_request, response, next) => {
        server.transformRequest(serviceWorker).then((made) => {
          response.setHeader('content-type', 'text/javascript');
          response.end(made?.code);
        }, next);
      });
    },
  };
}

/** Messages are parsed here rather than in each browser, which then needs no parser. */
function parsedMessages(): Plugin {
  return {
    name: 'parsed-messages',
    apply: 'build',
    config: () => ({
      resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
    }),
    load: async (id) => {
      if (!/\/src\/client\/i18n\/(en|fr)(-\w+)?\.ts$/.test(id)) return null;
      const module = (await import(pathToFileURL(id).href)) as Record<string, object>;
      const parsed = Object.entries(module).map(([name, words]) => {
        const messages = JSON.stringify(words, (_key, value: unknown) =>
          typeof value === 'string' ? compileMessage(value) : value,
        );
        return `export const ${name} = ${messages};`;
      });
      return parsed.join('\n');
    },
  };
}

/**
 * What a browser keeps to open the app without a network, as `/parts.json`: all but what shows PDFs,
 * which is as large as the rest and shows nothing without a network.
 */
function namedParts(): Plugin {
  return {
    name: 'named-parts',
    apply: 'build',
    generateBundle(_options, bundle) {
      const parts = Object.keys(bundle).filter((name) => /^assets\/(?!pdf)/.test(name));
      const source = JSON.stringify(parts.map((name) => `/${name}`));
      this.emitFile({ type: 'asset', fileName: 'parts.json', source });
    },
  };
}

/** Compressed once here rather than at each request: the server gives out what the browser takes. */
function precompressed(): Plugin {
  let folder = '';
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle: () => {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      for (const file of files.filter((name) => /\.(js|css|html|svg|json)$/.test(name))) {
        const path = join(folder, file);
        const content = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(content));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
