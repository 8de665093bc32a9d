import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { MyPage } from './MyPage';
import { Page } from './Page';
import { pageLanguage } from './words';
import './page.css';

/** Codes of public pages have so many letters, tokens of personal ones more (`pageCodeSchema`, `personalTokenSchema` of the contract). */
const CODE_LENGTH = 22;
const code = codeIn(window.location.pathname);

document.documentElement.lang = pageLanguage();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    {code.length > CODE_LENGTH ? <MyPage token={code} /> : <Page code={code} />}
  </StrictMode>,
);

/** `/p/<code>` */
function codeIn(path: string): string {
  return path.split('/')[2] ?? '';
}
