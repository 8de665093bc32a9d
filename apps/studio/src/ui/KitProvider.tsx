import 'virtual:kit-theme.css';
import '@mantine/core/styles/baseline.layer.css';
import '@mantine/core/styles/global.layer.css';
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { theme } from './theme';

const colorSchemeManager = localStorageColorSchemeManager({ key: 'chatloom.colorScheme' });

/** Gives the kit our theme. Its variables come as a style sheet made by the bundler, never as a `<style>` element. */
export function KitProvider({ children, env }: { children: ReactNode; env?: 'default' | 'test' }) {
  const { t } = useTranslation('common');
  return (
    <MantineProvider
      theme={theme}
      env={env}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      withCssVariables={false}
      withGlobalClasses={false}
      deduplicateInlineStyles
    >
      {children}
      <section id="floating" aria-label={t('floating')} />
    </MantineProvider>
  );
}
