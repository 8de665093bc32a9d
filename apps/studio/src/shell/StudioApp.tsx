import './flowCanvas.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call, onSignedOut } from '../api/call';
import { watchConnection } from '../api/connection';
import { createQueryClient } from '../api/queryClient';
import { Toaster } from '../ui/Toaster';
import { createStudioRouter } from './router';
import { SessionGate } from './SessionGate';
import { goToSignIn } from './goToSignIn';

/** Everything behind the sign-in page. */
export default function StudioApp() {
  const [{ queryClient, router }] = useState(() => {
    const queryClient = createQueryClient();
    return { queryClient, router: createStudioRouter(queryClient) };
  });
  useEffect(() => {
    onSignedOut(goToSignIn);
    return watchConnection(async () => {
      const back = await call('GET /setup').then(
        () => true,
        () => false,
      );
      // What failed meanwhile is asked for again at once.
      if (back) void queryClient.invalidateQueries();
      return back;
    });
  }, [queryClient]);
  return (
    <QueryClientProvider client={queryClient}>
      <SessionGate>
        <RouterProvider router={router} />
      </SessionGate>
      <Toaster />
    </QueryClientProvider>
  );
}
