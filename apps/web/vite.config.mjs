import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** `npm run build` writes dist/web, which the API serves. For the console alone with quick reload: `npx vite apps/web`. */
export default defineConfig({
  root: here('.'),
  base: '/',
  resolve: {
    alias: [{ find: /^@kado\//, replacement: here('../../libs/') }],
  },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    assetsDir: 'assets',
    // A strict CSP forbids inline code, and data: fonts or scripts; everything is a file of our own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
    // "use client" of Mantine and the router says nothing to a bundle that is all client.
    rolldownOptions: {
      checks: { moduleLevelDirective: false },
      // What the first load needs is one file: a request costs a kilobyte of headers, and small files compress badly.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  server: { proxy: { '/api/v1': process.env.KADO_API ?? 'http://127.0.0.1:3000' } },
});
