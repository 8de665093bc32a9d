import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { kitThemeCss } from './src/ui/kitThemeCss';

const root = import.meta.dirname;
const libs = resolve(root, '../../libs');

/**
 * Mantine would write its variables into a `<style>` element at run time, which `style-src 'self'` forbids.
 * We make the same rules while building, so that they arrive as an ordinary style sheet.
 */
function kitTheme(): Plugin {
  const name = 'virtual:kit-theme.css';
  return {
    name: 'kit-theme',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? kitThemeCss() : undefined),
  };
}

export default defineConfig({
  root,
  plugins: [kitTheme(), react()],
  resolve: {
    alias: [
      { find: /^@chatloom\/nodes\/(.*)$/, replacement: `${libs}/nodes/src/$1` },
      { find: /^@chatloom\/([^/]+)$/, replacement: `${libs}/$1/src/index.ts` },
    ],
  },
  build: {
    outDir: resolve(root, '../../dist/studio'),
    emptyOutDir: true,
    target: 'es2022',
    // Data: URLs would need exceptions in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: {
        // The kit's files have a value of their own each, so that an unused one takes its style sheet with it and a used
        // one keeps it (a bare re-export would be skipped over, style sheet and all).
        moduleSideEffects: (id: string) => !/[\\/]src[\\/]ui[\\/][^/\\]+\.tsx?$/.test(id) && !/node_modules[\\/]@tabler[\\/]/.test(id) || id.endsWith('.css'),
      },
    },
  },
  server: {
    port: Number(process.env.STUDIO_PORT ?? 5173),
    // The API of a server started with `npm start`; another address by STUDIO_API.
    proxy: { '/api': process.env.STUDIO_API ?? 'http://127.0.0.1:3000' },
  },
});
