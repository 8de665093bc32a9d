import { fakeApi, Refusal, UNREACHABLE } from '../testing/fakeApi';
import { apiUrl, call, onSignedOut } from './call';
import { useConnection } from './connection';
import { ApiError, OfflineError } from './errors';

let api: ReturnType<typeof fakeApi>;
afterEach(() => api.stop());

it('fills path and query and sends JSON', async () => {
  api = fakeApi({ 'PATCH /bots/:botId': () => ({}) as never });
  await call('PATCH /bots/:botId', { params: { botId: 'a/b' }, body: { name: 'Tea' } });
  expect(api.calls).toEqual([{ route: 'PATCH /bots/:botId', params: { botId: 'a/b' }, query: {}, body: { name: 'Tea' } }]);
  expect(apiUrl('/bots/:botId/contacts', { params: { botId: '1' }, query: { search: 'あ', cursor: undefined } })).toBe('/api/v1/bots/1/contacts?search=%E3%81%82');
});

it('does not call a path with a hole in it', async () => {
  api = fakeApi({});
  await expect(call('GET /bots/:botId', { params: { botId: '' } })).rejects.toThrow('botId');
});

it('gives a refusal with its code, its faults and how long to wait', async () => {
  api = fakeApi({ 'POST /session': () => new Refusal(429, 'throttled', [{ path: ['email'], code: 'x', message: 'x' }], { 'retry-after': '12' }) });
  const error = await call('POST /session', { body: { email: 'ann@example.com', password: 'x' } }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 429, code: 'throttled', retryAfterSeconds: 12, details: [{ path: ['email'] }] });
});

it('leads to the sign-in page when nobody is signed in, unless the caller wants to know', async () => {
  const leave = jest.fn();
  onSignedOut(leave);
  api = fakeApi({ 'GET /session': () => new Refusal(401, 'unauthenticated') });
  await expect(call('GET /session', {}, { allowSignedOut: true })).rejects.toBeInstanceOf(ApiError);
  expect(leave).not.toHaveBeenCalled();
  await expect(call('GET /session')).rejects.toBeInstanceOf(ApiError);
  expect(leave).toHaveBeenCalledTimes(1);
});

it('notices that the server is away, and that it is back', async () => {
  let answer: unknown = UNREACHABLE;
  api = fakeApi({ 'GET /setup': () => answer as never });
  await expect(call('GET /setup')).rejects.toBeInstanceOf(OfflineError);
  expect(useConnection.getState().online).toBe(false);
  answer = { needed: false };
  await call('GET /setup');
  expect(useConnection.getState().online).toBe(true);
});
