import { lookAtScreens } from './lookAtScreens';

// Colours are looked at in one language: words do not depend on them.
lookAtScreens('screens-english', [
  { language: 'en', scheme: 'light' },
  { language: 'en', scheme: 'dark' },
]);
