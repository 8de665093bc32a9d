import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import common from '../i18n/en/common.json';
import nodes from '../i18n/en/nodes.json';
import phone from '../i18n/en/phone.json';
import trace from '../i18n/en/trace.json';
import { KitProvider } from '../ui/KitProvider';

/** jsdom lacks what the kit asks for. */
function fillGaps(): void {
  window.matchMedia ??= ((query: string) => ({ matches: false, media: query, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} })) as unknown as typeof window.matchMedia;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  } as typeof ResizeObserver;
}

/** Renders a part of the phone in English, with kit and query cache around it. */
export function renderPhone(part: ReactNode): RenderResult {
  fillGaps();
  const i18n = i18next.createInstance();
  void i18n.use(initReactI18next).init({ lng: 'en', fallbackLng: false, defaultNS: 'common', resources: { en: { common, nodes, phone, trace } }, interpolation: { escapeValue: false }, initAsync: false });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  return render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <KitProvider>{part}</KitProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
}
