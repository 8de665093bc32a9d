import { lazy, Suspense, useEffect, useState } from 'react';

const ConfirmDialog = lazy(() => import('./ConfirmDialog'));

export interface ConfirmWithNumberProps {
  opened: boolean;
  title: string;
  sentence: string;
  verb: string;
  danger?: boolean;
  onConfirm: () => Promise<unknown> | void;
  onClose: () => void;
}

/**
 * Asks before something reaches customers or cannot be taken back. The sentence carries the number
 * ("Sign out 3 other devices"), the button carries the verb. Everything else gets undo instead. Loaded when first asked.
 */
export function ConfirmWithNumber(props: ConfirmWithNumberProps) {
  const [wanted, setWanted] = useState(props.opened);
  useEffect(() => {
    if (props.opened) setWanted(true);
  }, [props.opened]);
  return <Suspense>{wanted && <ConfirmDialog {...props} />}</Suspense>;
}
