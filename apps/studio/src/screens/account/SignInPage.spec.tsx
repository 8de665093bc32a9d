import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi, Refusal, UNREACHABLE } from '../../testing/fakeApi';
import { renderStudio } from '../../testing/renderStudio';
import { SignInPage } from './SignInPage';

const ANN = { id: '1', email: 'ann@example.com', name: 'Ann', language: 'en' as const, colorScheme: 'auto' as const, createdAt: '2026-01-01T00:00:00.000Z' };
let api: ReturnType<typeof fakeApi>;
afterEach(() => api.stop());

async function open(answer: () => { person: typeof ANN } | Refusal | typeof UNREACHABLE) {
  api = fakeApi({ 'GET /setup': () => ({ needed: false }), 'POST /session': answer as never });
  const onDone = jest.fn();
  await renderStudio(<SignInPage onDone={onDone} />);
  return { onDone, user: userEvent.setup(), email: await screen.findByLabelText('E-mail address'), password: screen.getByLabelText('Password') };
}

it('lets Ann in and goes on to the first page', async () => {
  const { onDone, user, email, password } = await open(() => ({ person: ANN }));
  await user.type(email, ' ann@example.com ');
  await user.type(password, 'correct horse{Enter}');
  await waitFor(() => expect(onDone).toHaveBeenCalledWith('/'));
  expect(api.sent('POST /session')).toEqual([{ email: 'ann@example.com', password: 'correct horse' }]);
});

it('asks for what is missing, moves there, and sends nothing', async () => {
  const { user, email } = await open(() => ({ person: ANN }));
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByText('Enter your e-mail address')).toBeTruthy();
  expect(document.activeElement).toBe(email);
  expect(api.sent('POST /session')).toEqual([]);
});

it('says that address and password do not match, and how long to wait after too many tries', async () => {
  let answer = new Refusal(401, 'wrongCredentials');
  const { onDone, user, email, password } = await open(() => answer);
  await user.type(email, 'ann@example.com');
  await user.type(password, 'wrong{Enter}');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('E-mail address and password do not match');
  answer = new Refusal(429, 'throttled', [], { 'retry-after': '30' });
  await user.type(password, '{Enter}');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Wait 30 seconds'));
  expect(onDone).not.toHaveBeenCalled();
});

it('tells an unreachable server from a wrong password', async () => {
  const { user, email, password } = await open(() => UNREACHABLE);
  await user.type(email, 'ann@example.com');
  await user.type(password, 'correct horse{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('The server cannot be reached');
});

it('points to the set-up link while nobody owns the server', async () => {
  api = fakeApi({ 'GET /setup': () => ({ needed: true }) });
  await renderStudio(<SignInPage onDone={() => {}} />);
  expect(await screen.findByText(/This server has no owner yet/)).toBeTruthy();
});
