import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal } from '../../testing/fakeApi';
import { openStudio } from '../../testing/openStudio';
import { BOT, LINE_CHANNEL, SIMULATOR_CHANNEL } from '../../testing/samples';

const path = `/b/${BOT.id}/settings/channels/${LINE_CHANNEL.id}`;
const CHECK = { ok: false, botInfo: { userId: 'U1', basicId: '@tea', displayName: 'Tea House Taipei' }, webhook: { endpoint: 'https://old.example.com', active: true, ours: false }, quota: { limit: 500, used: 431 }, problems: [{ code: 'webhookElsewhere' as const, message: 'x' }] };
let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());
const QUOTA = { month: '2026-11', limit: 500, used: 431, forecast: 612, level: 70 as const, checkedAt: '2026-11-20T00:00:00.000Z', days: [], pushStopPercent: null, isHolding: false, held: { count: 0, oldestAt: null } };
const open = (more: Parameters<typeof openStudio>[1] = {}, channel = LINE_CHANNEL) =>
  openStudio(path, { 'GET /bots/:botId/channels': () => ({ items: [SIMULATOR_CHANNEL, channel] }), 'POST /bots/:botId/channels/:channelId/check': () => CHECK, 'GET /bots/:botId/channels/:channelId/quota': () => QUOTA, 'GET /bots/:botId/channels/:channelId/token-key': () => ({ key: null }), ...more });

it('shows who LINE says the bot is, what is wrong, and the month', async () => {
  opened = await open();
  expect(await screen.findByText('@tea')).toBeTruthy();
  expect(screen.getByText(/LINE delivers messages to another address/)).toBeTruthy();
  expect(screen.getByText('431 of 500 paid messages used')).toBeTruthy();
  expect(screen.getByText('Token ends with lFU=')).toBeTruthy();
});

it("sets and tests the address and says in plain words why LINE's test failed", async () => {
  opened = await open({ 'POST /bots/:botId/channels/:channelId/webhook': () => ({ success: false, endpoint: 'x', reason: 'COULD_NOT_CONNECT', detail: 'TLS handshake failure', explained: 'x' }) });
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Set and test' }));
  expect(await screen.findByText(/LINE could not connect. The address must be https/)).toBeTruthy();
  expect(screen.getByText('LINE says: TLS handshake failure')).toBeTruthy();
  expect(opened.api.sent('POST /bots/:botId/channels/:channelId/webhook')).toEqual([{}]);
});

it('says why a channel is paused and resumes it', async () => {
  opened = await open({ 'POST /bots/:botId/channels/:channelId/resume': () => LINE_CHANNEL }, { ...LINE_CHANNEL, state: 'paused', pausedReason: 'unauthorized' });
  expect(await screen.findByText(/LINE refused the access token, so nothing is sent/)).toBeTruthy();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Resume' }));
  expect(await screen.findByText('Tea House Taipei sends again')).toBeTruthy();
});

it('replaces only the value that was given', async () => {
  opened = await open({ 'PATCH /bots/:botId/channels/:channelId': () => LINE_CHANNEL });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Replace' }));
  await user.type(screen.getByLabelText('Channel access token (long-lived)'), 'new-token-of-the-channel=');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(opened.api.sent('PATCH /bots/:botId/channels/:channelId')).toEqual([{ name: 'Main', accessToken: 'new-token-of-the-channel=' }]));
});

it('asks before it disconnects', async () => {
  opened = await open({ 'DELETE /bots/:botId/channels/:channelId': () => undefined as never });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Disconnect' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('Tea House Taipei stops answering its customers at once');
  await user.click(within(dialog).getByRole('button', { name: 'Disconnect' }));
  await waitFor(() => expect(location.pathname).toBe(`/b/${BOT.id}/settings/channels`));
});

it('says how far the messages will reach, and lets pushes wait from a share on', async () => {
  opened = await open({ 'PATCH /bots/:botId/channels/:channelId': () => LINE_CHANNEL });
  expect(await screen.findByText(/About 612 by the end of the month/)).toBeTruthy();
  expect(screen.getByText(/70 % of this month’s messages are used/)).toBeTruthy();
  expect(screen.getByText(/will not last until the end of the month/)).toBeTruthy();
  await userEvent.setup().selectOptions(screen.getByLabelText('Hold paid messages back'), 'From 90 % on');
  await waitFor(() => expect(opened.api.sent('PATCH /bots/:botId/channels/:channelId')).toEqual([{ pushStopPercent: 90 }]));
});

it('shows what is held back and asks before it is sent', async () => {
  opened = await open({
    'GET /bots/:botId/channels/:channelId/quota': () => ({ ...QUOTA, pushStopPercent: 80, isHolding: true, held: { count: 12, oldestAt: null } }),
    'POST /bots/:botId/channels/:channelId/held-pushes': () => ({ count: 12 }),
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Send them now' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('12 messages go out and are paid');
  await user.click(within(dialog).getByRole('button', { name: 'Send them now' }));
  await waitFor(() => expect(opened.api.sent('POST /bots/:botId/channels/:channelId/held-pushes')).toEqual([{ decision: 'send' }]));
});

it('knows from LINE what is on, and keeps what a person ticks off', async () => {
  opened = await open({ 'PATCH /bots/:botId/channels/:channelId': () => LINE_CHANNEL });
  expect((await screen.findByText('“Use webhook” is on')).closest('li')!.textContent).toContain('Still to do');
  await userEvent.setup().click(screen.getByRole('switch', { name: '“Webhook redelivery” is on' }));
  await waitFor(() => expect(opened.api.sent('PATCH /bots/:botId/channels/:channelId')).toEqual([{ ticked: { redelivery: true } }]));
});

it('explains why the last webhook was refused', async () => {
  opened = await open({ 'POST /bots/:botId/channels/:channelId/signature-test': () => ({ verdict: 'otherChannel', otherChannelName: 'Bar', at: '2026-11-20T00:00:00.000Z', bytes: 120 }) });
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Explain the last refused one' }));
  expect(await screen.findByText(/signed with the secret of “Bar”/)).toBeTruthy();
});

it('makes a signing key, shows what LINE needs of it, and says so when LINE does not know it', async () => {
  const key = { publicKey: { kty: 'RSA', n: 'abc', e: 'AQAB', alg: 'RS256' as const, use: 'sig' as const }, kid: null, createdAt: '2026-11-20T00:00:00.000Z' };
  let made: typeof key | null = null;
  opened = await open({
    'GET /bots/:botId/channels/:channelId/token-key': () => ({ key: made }),
    'POST /bots/:botId/channels/:channelId/token-key': () => (made = key),
    'PUT /bots/:botId/channels/:channelId/token-key': () => new Refusal(400, 'invalid', [{ path: ['body', 'kid'], code: 'keyRefused', message: 'no' }]),
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Make a key' }));
  expect((await screen.findByLabelText<HTMLInputElement>('Public key')).value).toBe(JSON.stringify(key.publicKey));
  await user.type(screen.getByLabelText('Key ID'), 'kid-1');
  await user.click(screen.getByRole('button', { name: 'Use this key' }));
  expect(await screen.findByText(/LINE does not take a signature with this key/)).toBeTruthy();
  expect(opened.api.sent('PUT /bots/:botId/channels/:channelId/token-key')).toEqual([{ kid: 'kid-1' }]);
});
