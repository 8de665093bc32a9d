import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal } from '../../testing/fakeApi';
import { openStudio } from '../../testing/openStudio';
import { BOT, LINE_CHANNEL, SIMULATOR_CHANNEL } from '../../testing/samples';

const path = `/b/${BOT.id}/line`;
let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());
const ready = <T,>(value: T) => ({ state: 'ready' as const, value });
const notReady = { state: 'notReady' as const };
const DAY = {
  day: '2026-11-20',
  followers: ready({ followers: 120, reachable: 100, blocks: 20 }),
  delivered: { state: 'notAllowed' as const },
  sent: { reply: ready(7), push: ready(3), multicast: ready(0), broadcast: ready(0) },
};
const open = (at: string, more: Parameters<typeof openStudio>[1] = {}) =>
  openStudio(at, {
    'GET /bots/:botId/channels': () => ({ items: [SIMULATOR_CHANNEL, LINE_CHANNEL] }),
    'GET /bots/:botId/channels/:channelId/insight/days': () => ({ items: [{ ...DAY, day: '2026-11-19', followers: notReady }, DAY] }),
    'GET /bots/:botId/channels/:channelId/insight/demographics': () => ready({ available: false, genders: [], ages: [], areas: [], appTypes: [], subscriptionPeriods: [] }),
    'GET /bots/:botId/channels/:channelId/insight/units': () => ready(['promotion_a']),
    'GET /bots/:botId/channels/:channelId/insight/units/:unit': () => ready({ impressions: 40, clicks: null, mediaPlayed: null, links: [] }),
    ...more,
  });

it('shows friends and sends as charts with their numbers, and says in words what LINE does not tell', async () => {
  opened = await open(path);
  expect((await screen.findAllByRole('cell', { name: '100', hidden: true })).length).toBeGreaterThan(0);
  expect(screen.getByText(/LINE does not offer this to the account/)).toBeTruthy();
  expect(screen.getByText(/LINE tells nothing below 20 reachable friends/)).toBeTruthy();
  expect((await screen.findAllByText('below 20')).length).toBe(2);
});

it('says so when nothing was sent, instead of drawing an empty frame', async () => {
  const none = { reply: ready(0), push: ready(0), multicast: ready(0), broadcast: ready(0) };
  opened = await open(path, { 'GET /bots/:botId/channels/:channelId/insight/days': () => ({ items: [{ ...DAY, sent: none }] }) });
  expect(await screen.findByText('Nothing happened on these days: every number is 0.')).toBeTruthy();
});

it('is about the first LINE account, or the one that is chosen', async () => {
  const asked: string[] = [];
  opened = await open(path, {
    'GET /bots/:botId/channels/:channelId/insight/days': ({ params }) => {
      asked.push(params['channelId']!);
      return { items: [DAY] };
    },
  });
  await userEvent.setup().selectOptions(await screen.findByLabelText('Account'), 'Phone (built in)');
  await waitFor(() => expect(asked).toEqual([LINE_CHANNEL.id, SIMULATOR_CHANNEL.id]));
});

it('makes an audience of a tag, and deletes one after asking', async () => {
  opened = await open(`${path}/audiences`, {
    'GET /bots/:botId/channels/:channelId/audiences': () => ({ items: [{ id: 7, name: 'VIP', status: 'READY', count: 60, createdAt: '2026-11-01T00:00:00.000Z', failure: null }] }),
    'POST /bots/:botId/channels/:channelId/audiences': () => ({ id: 8, count: 75 }),
    'DELETE /bots/:botId/channels/:channelId/audiences/:audienceId': () => undefined as never,
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'New audience' }));
  await user.type(screen.getByLabelText('Name'), 'Regulars');
  await user.type(screen.getByLabelText('Tag'), 'regular');
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect(await screen.findByText('75 people are handed over to LINE')).toBeTruthy();
  expect(opened.api.sent('POST /bots/:botId/channels/:channelId/audiences')).toEqual([{ name: 'Regulars', tag: 'regular' }]);
  await user.click(screen.getByRole('button', { name: 'Delete: VIP' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText('“VIP” is deleted')).toBeTruthy();
});

it('makes a coupon with the end of its last day', async () => {
  opened = await open(`${path}/coupons`, { 'GET /bots/:botId/channels/:channelId/coupons': () => ({ items: [] }), 'POST /bots/:botId/channels/:channelId/coupons': () => ({ id: 'c-1' }) });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'New coupon' }));
  await user.type(screen.getByLabelText('Title'), 'Free tea');
  await user.selectOptions(screen.getByLabelText('What it is worth'), 'Discount in percent');
  await user.type(screen.getByLabelText('Percent'), '15');
  await user.type(screen.getByLabelText('Valid from'), '2026-12-01');
  await user.type(screen.getByLabelText('Valid until'), '2026-12-31');
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect(await screen.findByText(/Its ID for the coupon step: c-1/)).toBeTruthy();
  expect(opened.api.sent('POST /bots/:botId/channels/:channelId/coupons')).toEqual([
    { title: 'Free tea', startsAt: '2026-11-30T16:00:00.000Z', endsAt: '2026-12-31T15:59:59.000Z', timezone: 'ASIA_TAIPEI', reward: { type: 'discount', percentage: 15 } },
  ]);
});

it('says why followers cannot be imported, and why a list is not there', async () => {
  opened = await open(`${path}/followers`, {
    'GET /bots/:botId/channels/:channelId/follower-import': () => ({ state: 'failed', seen: 0, added: 0, problem: 'notAllowed', startedAt: null, finishedAt: null }),
    'GET /bots/:botId/channels/:channelId/coupons': () => new Refusal(502, 'upstream', [{ path: [], code: 'unauthorized', message: 'no' }]),
  });
  expect(await screen.findByText(/may need to be verified/)).toBeTruthy();
  await userEvent.setup().click(screen.getByRole('link', { name: 'Coupons' }));
  expect(await screen.findByText(/does not accept the access token/)).toBeTruthy();
});
