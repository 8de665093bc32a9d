import { render } from '@testing-library/react';
import i18next from 'i18next';
import { Suspense } from 'react';
import { startI18n } from '../i18n/i18n';
import StudioApp from '../shell/StudioApp';
import { KitProvider } from '../ui/KitProvider';
import { useToasts } from '../ui/toast';
import { fakeApi } from './fakeApi';
import { fillJsdom } from './fillJsdom';
import { BOT, PERSON, SIMULATOR_CHANNEL } from './samples';

type Answers = Parameters<typeof fakeApi>[0];

/**
 * Opens the whole studio at an address, signed in as Ann, with one bot. `answers` are the routes the page needs
 * besides those of the frame around it. Gives back the stand-in server and testing-library's result.
 */
export async function openStudio(path: string, answers: Answers = {}) {
  fillJsdom();
  localStorage.setItem('chatloom.language', 'en');
  if (i18next.isInitialized) await i18next.changeLanguage('en');
  else await startI18n();
  useToasts.setState({ toasts: [] });
  window.history.pushState({}, '', path);
  const api = fakeApi({
    'GET /session': () => ({ person: PERSON, by: 'cookie' }),
    'GET /bots': () => ({ items: [BOT] }),
    'GET /bots/:botId': () => BOT,
    'GET /bots/:botId/channels': () => ({ items: [SIMULATOR_CHANNEL] }),
    ...answers,
  } as Answers);
  const shown = render(
    <KitProvider env="test">
      <Suspense fallback="…">
        <StudioApp />
      </Suspense>
    </KitProvider>,
  );
  return { ...shown, api };
}
