import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

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
  ],
  build: {
    outDir: 'dist/client',
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
