import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal } from '../../testing/fakeApi';
import { openStudio } from '../../testing/openStudio';
import { BOT, LINE_CHANNEL } from '../../testing/samples';

const path = `/b/${BOT.id}/settings/channels/new`;
const SECRET = '0123456789abcdef0123456789abcdef';
let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());

it('connects by channel ID, and says that blanks that were copied along are left out', async () => {
  opened = await openStudio(path, { 'POST /bots/:botId/channels': () => LINE_CHANNEL });
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText('Name for yourself'), 'Main');
  await user.type(screen.getByLabelText('Channel ID'), ' 1650001234');
  expect(screen.getByText('Blanks that were copied along are left out.')).toBeTruthy();
  await user.type(screen.getByLabelText('Channel secret'), SECRET);
  await user.click(screen.getByRole('button', { name: 'Connect and check' }));
  await waitFor(() => expect(opened.api.sent('POST /bots/:botId/channels')).toEqual([{ name: 'Main', channelSecret: SECRET, lineChannelId: ' 1650001234' }]));
});

it('says beside the token that LINE does not take it', async () => {
  opened = await openStudio(path, { 'POST /bots/:botId/channels': () => new Refusal(400, 'invalid', [{ path: ['body', 'accessToken'], code: 'tokenRefused', message: 'no' }]) });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('radio', { name: 'Access token' }));
  await user.type(screen.getByLabelText('Name for yourself'), 'Main');
  await user.type(screen.getByLabelText('Channel secret'), SECRET);
  await user.type(screen.getByLabelText('Channel access token (long-lived)'), 'revoked-token');
  await user.click(screen.getByRole('button', { name: 'Connect and check' }));
  expect(await screen.findByText(/wrong, cut off or revoked/)).toBeTruthy();
});
