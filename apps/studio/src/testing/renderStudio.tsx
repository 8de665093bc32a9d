import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, createMemoryHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { act, render } from '@testing-library/react';
import i18next from 'i18next';
import { Suspense, type ReactNode } from 'react';
import { createQueryClient } from '../api/queryClient';
import { startI18n } from '../i18n/i18n';
import type { Language } from '../i18n/languages';
import { KitProvider } from '../ui/KitProvider';
import { Toaster } from '../ui/Toaster';
import { fillJsdom } from './fillJsdom';

/**
 * Shows a part of the studio as a browser would: kit, words, cache and a router that knows no page but this one.
 * `at` is the address the part believes to be at. Gives back testing-library's result and the router.
 */
export async function renderStudio(part: ReactNode, { language = 'en', at = '/' }: { language?: Language; at?: string } = {}) {
  fillJsdom();
  localStorage.setItem('chatloom.language', language);
  if (i18next.isInitialized) await i18next.changeLanguage(language);
  else await startI18n();
  const rootRoute = createRootRoute({
    component: () => (
      <Suspense fallback="…">
        {part}
        <Toaster />
      </Suspense>
    ),
  });
  const anywhere = createRoute({ getParentRoute: () => rootRoute, path: '$' });
  const router = createRouter({ routeTree: rootRoute.addChildren([anywhere]), history: createMemoryHistory({ initialEntries: [at] }) });
  const queryClient = createQueryClient();
  queryClient.setDefaultOptions({ queries: { ...queryClient.getDefaultOptions().queries, retry: false } });
  const shown = render(
    <KitProvider env="test">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </KitProvider>,
  );
  // Words and the first match of the router arrive in later ticks.
  await act(async () => {
    await router.load();
  });
  return { ...shown, router, queryClient };
}
