import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** Public pages at `/p/<code>`. Small on purpose: people open them on their phones, from a QR code. */
export default defineConfig({
  root,
  base: '/p/',
  plugins: [react()],
  resolve: { alias: [{ find: /^@chatloom\/([^/]+)$/, replacement: `${resolve(root, '../../libs')}/$1/src/index.ts` }] },
  build: {
    outDir: resolve(root, '../../dist/pages'),
    emptyOutDir: true,
    target: 'es2022',
    // Data: URLs would need exceptions in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
