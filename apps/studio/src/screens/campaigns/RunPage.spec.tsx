import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openStudio } from '../../testing/openStudio';
import { BOT, SIMULATOR_CHANNEL } from '../../testing/samples';
import type { CampaignDetail, CampaignProgress, CampaignReport, CampaignRun } from './campaignQueries';
import { newDesign } from './designModel';

const ID = '0192aaaa-0000-7000-8000-000000000070';
const RUN = '0192aaaa-0000-7000-8000-000000000071';
const AT = '2026-01-01T00:00:00.000Z';
const counts = { recipients: 1000, waiting: 800, held: 0, sending: 0, sent: 190, failed: 10, unknown: 0, skipped: 0 };
const run: CampaignRun = { id: RUN, number: 1, state: 'sending', way: 'push', dueAt: AT, startedAt: AT, finishedAt: null, counts, stop: null, winner: null, continuesAt: null };
const campaign: CampaignDetail = {
  id: ID,
  name: 'Autumn tea',
  state: 'sending',
  channelId: SIMULATOR_CHANNEL.id,
  kind: 'marketing',
  to: 'segment',
  isRepeating: false,
  nextAt: null,
  run,
  revision: 3,
  createdAt: AT,
  updatedAt: AT,
  madeBy: 'Ann',
  stop: null,
  design: newDesign(SIMULATOR_CHANNEL.id),
  problems: [],
  way: 'push',
  wayReason: 'hasVariables',
  links: [],
  runs: [run],
};
const progress: CampaignProgress = { campaignId: ID, state: 'sending', run, rate: 50, secondsLeft: 16, failures: [{ reason: 'refused', detail: 'Not found', count: 10 }], retryable: 10 };
const outcome = { delivered: 190, replied: 19, clicked: 38, unfollowed: 1, converted: 0 };
const report: CampaignReport = { run, design: campaign.design, total: outcome, variants: [{ ...outcome, variant: 'A', isWinner: false }], links: [], failures: [], overTime: [], line: { state: 'notReady', impressions: null, uniqueImpressions: null, clicks: null, uniqueClicks: null } };

/** The stream of the page, told by the test what to say. */
class Stream extends EventTarget {
  static last: Stream;
  static readonly CLOSED = 2;
  readyState = 1;
  constructor(readonly url: string) {
    super();
    Stream.last = this;
  }
  close() {
    this.readyState = 2;
  }
  say(data: CampaignProgress) {
    this.dispatchEvent(new MessageEvent('progress', { data: JSON.stringify(data) }));
  }
}

let opened: Awaited<ReturnType<typeof openStudio>>;
let now: CampaignDetail;
beforeEach(() => {
  now = campaign;
  Object.assign(globalThis, { EventSource: Stream });
});
afterEach(() => opened.api.stop());

const open = (more: Parameters<typeof openStudio>[1] = {}) =>
  openStudio(`/b/${BOT.id}/campaigns/${ID}`, {
    'GET /bots/:botId/campaigns/:campaignId': () => now,
    'GET /bots/:botId/campaigns/:campaignId/progress': () => ({ ...progress, state: now.state, run: now.run }),
    'GET /bots/:botId/campaigns/:campaignId/report': () => report,
    ...more,
  });

it('moves without being loaded again, from sending to done', async () => {
  opened = await open();
  expect(await screen.findByText('200 of 1,000 people')).toBeTruthy();
  expect(await screen.findByText('50 people a second, 16 seconds left')).toBeTruthy();
  expect(screen.getByText('LINE refused it (Not found)')).toBeTruthy();
  expect(Stream.last.url).toBe(`/api/v1/bots/${BOT.id}/campaigns/${ID}/progress/stream`);

  act(() => Stream.last.say({ ...progress, run: { ...run, counts: { ...counts, waiting: 300, sent: 690 } } }));
  expect(await screen.findByText('700 of 1,000 people')).toBeTruthy();

  const done: CampaignRun = { ...run, state: 'done', finishedAt: AT, counts: { ...counts, waiting: 0, sent: 990 } };
  now = { ...campaign, state: 'done', run: done, runs: [done] };
  act(() => Stream.last.say({ ...progress, state: 'done', run: done, rate: 0, secondsLeft: null }));
  expect(await screen.findByText('1,000 of 1,000 people')).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull());
  expect(screen.getByRole('button', { name: 'Try 10 failed people again' })).toBeTruthy();
});

it('pauses and goes on', async () => {
  opened = await open({
    'POST /bots/:botId/campaigns/:campaignId/pause': () => (now = { ...campaign, state: 'paused', run: { ...run, state: 'paused', stop: { code: 'byPerson', message: 'x' } } }),
    'POST /bots/:botId/campaigns/:campaignId/resume': () => (now = campaign),
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Pause' }));
  await user.click(await screen.findByRole('button', { name: 'Go on' }));
  expect(await screen.findByRole('button', { name: 'Pause' })).toBeTruthy();
});

it('is taken back between two of its times, changed, and let go on', async () => {
  const done: CampaignRun = { ...run, state: 'done', finishedAt: AT };
  const design = { ...newDesign(SIMULATOR_CHANNEL.id), when: { type: 'repeating' as const, recurrence: { rule: { type: 'daily' as const, every: 1, time: '09:00' }, timeZone: 'Asia/Taipei', skipDates: [], missed: 'runOnce' as const } } };
  const planned: CampaignDetail = { ...campaign, state: 'scheduled', isRepeating: true, nextAt: AT, run: done, runs: [done], design };
  now = planned;
  opened = await open({
    'POST /bots/:botId/campaigns/:campaignId/unschedule': () => (now = { ...planned, state: 'paused', nextAt: null, stop: { code: 'changing', message: 'x' }, revision: 4 }),
    'POST /bots/:botId/campaigns/:campaignId/resume': () => (now = { ...planned, revision: 4 }),
    'POST /bots/:botId/campaigns/:campaignId/price': () => ({ recipients: 3, leftOut: { noConsent: 0, blocked: 0 }, messages: 3, perRecipient: 1, quotaLeft: null, quotaKnown: true, reserve: 0, isOverQuota: false, way: 'push', seconds: 1, isSimulator: true }),
    'GET /bots/:botId/flows': () => ({ items: [] }),
    'GET /bots/:botId/segments': () => ({ items: [] }),
    'GET /bots/:botId/segment-facts': () => ({ items: [] }),
    'GET /bots/:botId/fields': () => ({ items: [] }),
    'GET /bots/:botId/tags': () => ({ items: [] }),
    'GET /bots/:botId/contacts': () => ({ items: [], nextCursor: null }),
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Change it' }));
  expect(await screen.findByText(/It is being changed and does not go out/)).toBeTruthy();
  // It stays one that repeats: other ways are not offered.
  expect(screen.queryByRole('radio', { name: 'Now' })).toBeNull();
  await user.click(await screen.findByRole('button', { name: 'Let it go on' }));
  await user.click(within(await screen.findByRole('dialog', { name: 'Let it go on with the changes?' })).getByRole('button', { name: 'Let it go on' }));
  expect(await screen.findByText('Planned')).toBeTruthy();
  expect(opened.api.sent('POST /bots/:botId/campaigns/:campaignId/resume')).toEqual([{ revision: 4 }]);
});

it('says with the number what cancelling means', async () => {
  opened = await open({ 'POST /bots/:botId/campaigns/:campaignId/cancel': () => (now = { ...campaign, state: 'cancelled' }) });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Cancel it' }));
  const dialog = await screen.findByRole('dialog', { name: 'Cancel this campaign?' });
  expect(dialog.textContent).toContain('800 people who were not reached get nothing.');
  await user.click(within(dialog).getByRole('button', { name: 'Cancel for good' }));
  expect(await screen.findByText('Cancelled')).toBeTruthy();
});

it('reports shares of those it was delivered to', async () => {
  opened = await open();
  const card = within((await screen.findByRole('heading', { name: 'What came of it' })).closest('section')!);
  expect(card.getByText('Replied').parentElement!.textContent).toBe('Replied19 10 %');
  expect(card.getByText('Tapped a link').parentElement!.textContent).toBe('Tapped a link38 20 %');
});
