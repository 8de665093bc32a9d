import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Page } from './Page';
import { pageLanguage } from './words';
import './page.css';

document.documentElement.lang = pageLanguage();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Page code={codeIn(window.location.pathname)} />
  </StrictMode>,
);

/** `/p/<code>` */
function codeIn(path: string): string {
  return path.split('/')[2] ?? '';
}
