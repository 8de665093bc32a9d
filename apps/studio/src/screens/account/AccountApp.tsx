import { Suspense } from 'react';
import { PageSplash } from '../../ui/PageSplash';
import { AccountFrame } from './AccountFrame';
import { SetupPage } from './SetupPage';
import { SignInPage } from './SignInPage';

/** The pages before anybody is signed in. `onDone` gets the address to go on with. */
export default function AccountApp({ onDone }: { onDone: (path: string) => void }) {
  return (
    <Suspense fallback={<PageSplash />}>
      <AccountFrame>{location.pathname === '/setup' ? <SetupPage onDone={onDone} /> : <SignInPage onDone={onDone} />}</AccountFrame>
    </Suspense>
  );
}
