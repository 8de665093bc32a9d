import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TextEncoder } from 'node:util';
import { Refusal } from '../../testing/fakeApi';
import { openStudio } from '../../testing/openStudio';
import { BOT, SIMULATOR_CHANNEL } from '../../testing/samples';
import type { CampaignDesign, CampaignDetail, CampaignPrice } from './campaignQueries';
import { newDesign, withVariant } from './designModel';

// What every browser has and the page of jsdom lacks.
Object.assign(globalThis, { TextEncoder, structuredClone: (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown });

const ID = '0192aaaa-0000-7000-8000-000000000070';
const AT = '2026-01-01T00:00:00.000Z';
const PRICE: CampaignPrice = { recipients: 1204, leftOut: { noConsent: 12, blocked: 0 }, messages: 1204, perRecipient: 1, quotaLeft: 3100, quotaKnown: true, reserve: 0, isOverQuota: false, way: 'multicast', seconds: 1, isSimulator: false };
const text = (words: string) => ({ type: 'text' as const, data: { text: words, quickReplies: [], ifTooLate: 'drop' } });
const empty = newDesign(SIMULATOR_CHANNEL.id);
const finished: CampaignDesign = { ...withVariant(empty, 'A', (variant) => ({ ...variant, blocks: [text('Autumn tea is here')] })), to: { type: 'segment', segment: { definition: { type: 'group', match: 'all', items: [] } } } };

let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());

/** A draft on a server that finds the two faults a new one has. */
async function open(design: CampaignDesign, more: Parameters<typeof openStudio>[1] = {}) {
  let campaign: CampaignDetail = {
    id: ID,
    name: 'Autumn tea',
    state: 'draft',
    channelId: design.channelId,
    kind: 'marketing',
    to: 'segment',
    isRepeating: false,
    nextAt: null,
    run: null,
    revision: 1,
    createdAt: AT,
    updatedAt: AT,
    madeBy: 'Ann',
    stop: null,
    design,
    problems: faultsOf(design),
    way: 'multicast',
    wayReason: 'sameForAll',
    links: [],
    runs: [],
  };
  opened = await openStudio(`/b/${BOT.id}/campaigns/${ID}`, {
    'GET /bots/:botId/campaigns/:campaignId': () => campaign,
    'PUT /bots/:botId/campaigns/:campaignId': ({ body }) => (campaign = { ...campaign, name: body.name, design: body.design as CampaignDesign, revision: campaign.revision + 1, problems: faultsOf(body.design as CampaignDesign) }),
    'POST /bots/:botId/campaigns/:campaignId/price': () => PRICE,
    'GET /bots/:botId/flows': () => ({ items: [] }),
    'GET /bots/:botId/segments': () => ({ items: [] }),
    'GET /bots/:botId/segment-facts': () => ({ items: [] }),
    'POST /bots/:botId/segment-count': () => ({ count: 1204, isEstimate: false, reachable: 1190, tookMs: 1, problems: [] }),
    'GET /bots/:botId/fields': () => ({ items: [] }),
    'GET /bots/:botId/tags': () => ({ items: [] }),
    'GET /bots/:botId/contacts': () => ({ items: [], nextCursor: null }),
    ...more,
  });
  await screen.findByRole('heading', { name: 'Who gets it?' });
}

function faultsOf(design: CampaignDesign): CampaignDetail['problems'] {
  const blocks = design.what.type === 'messages' ? design.what.variants[0]!.blocks : [];
  return [
    ...(design.to.type === 'segment' && design.to.segment === null ? [{ path: ['to', 'segment'], code: 'segmentMissing', severity: 'blocking' as const, message: 'x' }] : []),
    ...(blocks.length === 0 ? [{ path: ['what', 'variants', 0, 'blocks'], code: 'contentEmpty', severity: 'blocking' as const, message: 'x' }] : []),
    ...(blocks[0] && blocks[0].data.text === '' ? [{ path: ['what', 'variants', 0, 'blocks', 0, 'data', 'text'], code: 'textMissing', severity: 'blocking' as const, message: 'The text is empty.' }] : []),
  ];
}

const saved = () => opened.api.sent('PUT /bots/:botId/campaigns/:campaignId') as { baseRevision: number; design: CampaignDesign }[];

it('is filled in from nobody and nothing to a price, each step saved by itself', async () => {
  await open(empty);
  const user = userEvent.setup();
  const check = within((await screen.findByRole('heading', { name: 'Check and send' })).closest('section')!);
  expect(check.getByText('2 things are missing')).toBeTruthy();

  await user.selectOptions(await screen.findByLabelText('Which group'), 'All friends known here');
  await user.click(screen.getByRole('button', { name: 'Send a message' }));
  // A new message says what it lacks beside the field.
  const words = await screen.findByLabelText('Text');
  await waitFor(() => expect(words.getAttribute('aria-invalid')).toBe('true'));
  fireEvent.change(words, { target: { value: 'Hello {{contact.displayName}}' } });

  expect(await check.findByText('Everything is there.')).toBeTruthy();
  const last = saved().at(-1)!;
  expect(last.design.what).toMatchObject({ variants: [{ id: 'A', blocks: [{ type: 'text', data: { text: 'Hello {{contact.displayName}}' } }] }] });
  expect(last.design.to).toEqual({ type: 'segment', segment: { definition: { type: 'group', match: 'all', items: [] } } });
  expect(saved().map(({ baseRevision }) => baseRevision)).toEqual(saved().map((_, index) => index + 1));
  // The phone beside shows it as Ann would get it.
  expect(await screen.findByText('Hello Ann')).toBeTruthy();
  expect(await screen.findByText('Goes to 1,204 people = 1,204 messages')).toBeTruthy();
  expect(screen.getByText('3,100 messages left this month')).toBeTruthy();
  expect(screen.getByText('12 people want no advertising and are left out')).toBeTruthy();
});

it('leads to what is missing instead of refusing', async () => {
  await open(empty);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Send now' }));
  await waitFor(() => expect(screen.getByRole('heading', { name: 'Who gets it?' }).closest('section')!.contains(document.activeElement)).toBe(true));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('asks with the number before it sends, and says why the server refused', async () => {
  await open(finished, { 'POST /bots/:botId/campaigns/:campaignId/start': () => new Refusal(422, 'blocked', [{ path: ['to'], code: 'overQuota', message: 'x', params: { messages: 1204, left: 100, reserve: 0 } }]) });
  const user = userEvent.setup();
  await screen.findByText('Goes to 1,204 people = 1,204 messages');
  await user.click(screen.getByRole('button', { name: 'Send now' }));
  const dialog = await screen.findByRole('dialog', { name: 'Send now?' });
  expect(dialog.textContent).toContain('It goes to 1,204 people and uses 1,204 messages.');
  await user.click(within(dialog).getByRole('button', { name: 'Send to 1,204 people' }));
  expect(await screen.findByText(/It comes to 1204 messages, and 100 are left this month/)).toBeTruthy();
  expect(opened.api.sent('POST /bots/:botId/campaigns/:campaignId/start')).toEqual([{ revision: 1 }]);
});

it('keeps what was written when somebody else saved first', async () => {
  await open(finished, { 'PUT /bots/:botId/campaigns/:campaignId': () => new Refusal(409, 'conflict') });
  fireEvent.change(screen.getByLabelText('Name of the campaign (only you see it)'), { target: { value: 'Winter tea' } });
  expect(await screen.findByText(/Somebody else changed this campaign meanwhile/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Load again' })).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Name of the campaign (only you see it)').value).toBe('Winter tea');
  await act(async () => undefined);
});

it('lets go of what is not possible when LINE sends to everybody by itself', async () => {
  await open({ ...finished, stages: { firstPercent: 1 }, quietHours: { from: '21:00', until: '09:00' }, cap: { perDay: 1, perWeek: null } });
  await userEvent.setup().click(await screen.findByRole('radio', { name: 'Everybody' }));
  await waitFor(() => expect(saved().at(-1)?.design).toMatchObject({ to: { type: 'everyone' }, stages: null, quietHours: null, cap: null }));
  expect(screen.getByText(/LINE sends this by itself to everybody at once/)).toBeTruthy();
});
