import { lookAtScreens } from './lookAtScreens';

// Not each language with both schemes: see `english.e2e-spec.ts`.
lookAtScreens('screens-languages', [
  { language: 'zh-TW', scheme: 'dark' },
  { language: 'ja', scheme: 'light' },
  { language: 'th', scheme: 'dark' },
]);
