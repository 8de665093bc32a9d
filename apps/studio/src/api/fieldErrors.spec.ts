import type { TFunction } from 'i18next';
import { ApiError, OfflineError } from './errors';
import { showFieldErrors } from './fieldErrors';

const t = ((key: string) => key) as unknown as TFunction<'common'>;
const refusal = (...paths: (string | number)[][]) => new ApiError(400, 'invalid', 'invalid', paths.map((path) => ({ path, code: 'too_small', message: 'x' })));

it('puts each fault beside its field and moves to the first', () => {
  const setError = jest.fn();
  expect(showFieldErrors(refusal(['body', 'name'], ['email']), setError, t, ['name', 'email'])).toBeUndefined();
  expect(setError.mock.calls).toEqual([
    ['name', { type: 'too_small', message: 'common:fieldErrors.too_small' }, { shouldFocus: true }],
    ['email', { type: 'too_small', message: 'common:fieldErrors.too_small' }, { shouldFocus: false }],
  ]);
});
it('follows names that differ in the form', () => {
  const setError = jest.fn();
  showFieldErrors(refusal(['password', 'current']), setError, t, ['current'], { 'password.current': 'current' });
  expect(setError.mock.calls[0][0]).toBe('current');
});
it('says for the whole form what no field shows', () => {
  expect(showFieldErrors(refusal(['timeZone']), jest.fn(), t, ['name'])).toBe('common:errors.line');
  expect(showFieldErrors(new OfflineError(), jest.fn(), t, ['name'])).toBe('common:errors.line');
});
