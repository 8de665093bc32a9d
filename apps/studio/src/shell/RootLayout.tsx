import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { PageSplash } from '../ui/PageSplash';
import { OfflineLine } from './OfflineLine';

/** What every page of the studio has around it. */
export function RootLayout() {
  return (
    <Suspense fallback={<PageSplash />}>
      <OfflineLine />
      <Outlet />
    </Suspense>
  );
}
