import type { TFunction } from 'i18next';
import { describeError } from './describeError';
import { ApiError, OfflineError } from './errors';

const t = ((key: string, values?: { seconds?: number }) => (values?.seconds && key.includes('throttled') ? `${key} ${values.seconds}` : key)) as unknown as TFunction<'common'>;
const title = (error: unknown) => describeError(error, t).title;

it('tells an unreachable server, a missing piece of the app and a fault of ours apart', () => {
  expect(title(new OfflineError())).toBe('common:errors.offline.title');
  expect(title(new TypeError('Failed to fetch dynamically imported module: https://studio.example/assets/a.js'))).toBe('common:errors.missingChunk.title');
  expect(title(new TypeError('x is not a function'))).toBe('common:errors.internal.title');
});
it('has words of its own for what the server refuses, and does not fail on codes that are new', () => {
  expect(title(new ApiError(403, 'forbidden', '', []))).toBe('common:errors.forbidden.title');
  expect(title(new ApiError(418, 'somethingNew', '', []))).toBe('common:errors.internal.title');
});
it('says how long to wait', () => expect(describeError(new ApiError(429, 'throttled', '', [], 12), t).advice).toBe('common:errors.throttled.advice 12'));
