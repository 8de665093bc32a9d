import { lazy, Suspense, useState } from 'react';
import { KitProvider } from './ui/KitProvider';
import { PageSplash } from './ui/PageSplash';

const AccountApp = lazy(() => import('./screens/account/AccountApp'));
const StudioApp = lazy(() => import('./shell/StudioApp'));

const isAccountPage = () => ['/signin', '/setup'].includes(location.pathname);

/**
 * Two apps behind one door: signing in needs neither router nor query cache, and stays a small page for it
 * (UX budget: 130 KB). After signing in the studio takes over without a reload.
 */
export function Root() {
  const [account, setAccount] = useState(isAccountPage);
  const enter = (path: string) => {
    history.replaceState(null, '', path);
    setAccount(false);
  };
  return (
    <KitProvider>
      <Suspense fallback={<PageSplash />}>{account ? <AccountApp onDone={enter} /> : <StudioApp />}</Suspense>
    </KitProvider>
  );
}
