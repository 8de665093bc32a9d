import { ApiError } from '../../api/errors';
import { ErrorState } from '../../ui/ErrorState';
import { NoAnswer } from './NoAnswer';

/** A list LINE does not give: its reason in words when it is LINE's, else the usual. */
export function LineTrouble({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const code = error instanceof ApiError && error.code === 'upstream' ? error.details[0]?.code : undefined;
  return code === undefined ? <ErrorState error={error} onRetry={onRetry} /> : <NoAnswer state={code} />;
}
