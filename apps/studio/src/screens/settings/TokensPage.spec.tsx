import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openStudio } from '../../testing/openStudio';
import { BOT } from '../../testing/samples';

const token = { id: '1', name: 'Cash register', lastFour: 'a81c', createdAt: '2026-01-01T00:00:00.000Z', expiresAt: null, lastUsedAt: null };
let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());

it('makes a token, shows it this once, and keeps only its end', async () => {
  const items: (typeof token)[] = [];
  opened = await openStudio(`/b/${BOT.id}/settings/tokens`, {
    'GET /tokens': () => ({ items }),
    'POST /tokens': () => {
      items.push(token);
      return { ...token, token: 'clt_secret-a81c' };
    },
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'New token' }));
  await user.type(await screen.findByLabelText('What is it for?'), 'Cash register{Enter}');
  expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'New token' })).value).toBe('clt_secret-a81c');
  const [sent] = opened.api.sent('POST /tokens') as { name: string; expiresAt: string }[];
  const days = (new Date(sent!.expiresAt).getTime() - Date.now()) / 86_400_000;
  expect(sent!.name).toBe('Cash register');
  expect(Math.round(days)).toBe(90);
  await user.click(screen.getByRole('button', { name: 'I have copied it' }));
  await waitFor(() => expect(screen.queryByText('clt_secret-a81c')).toBeNull());
  expect(await screen.findByText(/ends with a81c/)).toBeTruthy();
});

it('asks before programs lose their token', async () => {
  opened = await openStudio(`/b/${BOT.id}/settings/tokens`, { 'GET /tokens': () => ({ items: [token] }), 'DELETE /tokens/:tokenId': () => undefined as never });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Revoke Cash register' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('Programs that use “Cash register” stop working at once.');
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(opened.api.calls.some(({ route, params }) => route === 'DELETE /tokens/:tokenId' && params['tokenId'] === '1')).toBe(true));
});
