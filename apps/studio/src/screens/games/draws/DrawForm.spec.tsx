import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { drawDocumentSchema } from '@chatloom/contract';
import { Refusal } from '../../../testing/fakeApi';
import { openStudio } from '../../../testing/openStudio';
import { BOT } from '../../../testing/samples';
import type { DrawDetail } from './drawQueries';

const ID = '0192aaaa-0000-7000-8000-000000000090';
const COPY = '0192aaaa-0000-7000-8000-000000000091';
const document = drawDocumentSchema.parse({ title: 'Try your luck', kind: 'instant', prizes: [{ id: 'tea', name: 'Tea', stock: 2, odds: 100_000, codes: true }] });
const draft: DrawDetail = {
  id: ID, name: 'Spring', kind: 'instant', state: 'draft', people: 0, tries: 0, given: 0, stock: 2, opensAt: null, closesAt: null, drawAt: null, createdAt: '2026-01-01T00:00:00.000Z', openedAt: null, endedAt: null, isStopped: false,
  document, revision: 1, prizes: [{ id: 'tea', given: 0, left: 2, leftToday: 2, codes: 1, codesGiven: 0 }], lost: 0, days: [], ending: { winners: 0, others: 0 }, commitment: null, seed: null, page: { url: null, joinText: '' },
};

let now: DrawDetail;
/** By somebody else, while the form is open. */
let isStarted: boolean;
let opened: Awaited<ReturnType<typeof openStudio>>;
beforeEach(() => {
  now = draft;
  isStarted = false;
});
afterEach(() => {
  opened.unmount();
  opened.api.stop();
});
const open = async () => {
  opened = await openStudio(`/b/${BOT.id}/games/draws/${ID}`, {
    'GET /bots/:botId/draws/:drawId': () => now,
    'GET /bots/:botId/flows': () => ({ items: [] }),
    'GET /bots/:botId/segments': () => ({ items: [] }),
    'GET /bots/:botId/fields': () => ({ items: [] }),
    'GET /bots/:botId/tags': () => ({ items: [] }),
    'POST /bots/:botId/draws/:drawId/prizes/:prizeId/codes': () => {
      now = { ...now, prizes: [{ ...now.prizes[0]!, codes: 2 }] };
      return { added: 1, codes: 2, refused: [{ line: 2, why: 'known' as const }], refusedCount: 1 };
    },
    'PUT /bots/:botId/draws/:drawId': ({ body }: { body: { name: string; document: typeof document } }) => {
      if (isStarted) return new Refusal(409, 'rulesFixed');
      return (now = { ...now, name: body.name, document: body.document, revision: 2 });
    },
    'POST /bots/:botId/draws': ({ body }: { body: { name: string; document: typeof document } }) => ({ ...draft, id: COPY, ...body }),
    'POST /bots/:botId/draws/:drawId/start': () => (now = { ...now, state: 'scheduled' }),
  } as never);
  await screen.findByRole('heading', { name: 'Spring' });
};

describe('the form of a draw', () => {
  it('says what a thousand people get, and does not save odds that are more than everything', async () => {
    await open();
    expect(screen.getByText('What 1,000 people get who try once each')).toBeTruthy();
    // There are two teas, whatever the odds promise.
    expect(screen.getByRole('figure').textContent).toContain('Tea2');
    const odds = screen.getByLabelText('Chance of each try');
    await userEvent.clear(odds);
    await userEvent.type(odds, '100.5');
    expect(screen.getByText('The chances add up to 100.5 %. They can be 100 % at most.')).toBeTruthy();
    expect((screen.getByRole('button', { name: 'Save' }) as HTMLButtonElement).disabled).toBe(true);
  });

  it('starts only once every prize has its code, and says line by line what was wrong with those that came', async () => {
    await open();
    const start = () => screen.getByRole('button', { name: 'Start now' }) as HTMLButtonElement;
    expect(start().disabled).toBe(true);
    await userEvent.type(screen.getByLabelText('Codes'), 'TEA-2{enter}TEA-1');
    await userEvent.click(screen.getByRole('button', { name: 'Add these' }));
    expect(await screen.findByText('Line 2: this draw has it already.')).toBeTruthy();
    await waitFor(() => expect(start().disabled).toBe(false));
    expect(opened.api.sent('POST /bots/:botId/draws/:drawId/prizes/:prizeId/codes' as never)).toEqual([{ text: 'TEA-2\nTEA-1' }]);
  });

  it('cannot be started when its end has passed', async () => {
    now = { ...draft, document: { ...document, closesAt: '2020-01-01T00:00:00.000Z', prizes: [{ ...document.prizes[0]!, codes: false }] } };
    await open();
    expect(screen.getByText('This time has passed.')).toBeTruthy();
    expect((screen.getByRole('button', { name: 'Start now' }) as HTMLButtonElement).disabled).toBe(true);
    expect((screen.getByRole('button', { name: 'Save' }) as HTMLButtonElement).disabled).toBe(false);
  });

  it('offers a copy with the changes when somebody else has started it meanwhile', async () => {
    isStarted = true;
    await open();
    await userEvent.type(screen.getByLabelText('Title'), ' again');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toContain('People play by these rules already');
    await userEvent.click(screen.getByRole('button', { name: 'Copy with these changes' }));
    await waitFor(() => expect(opened.api.sent('POST /bots/:botId/draws' as never)).toMatchObject([{ name: 'Spring (copy)', document: { title: 'Try your luck again' } }]));
    await waitFor(() => expect(window.location.pathname).toBe(`/b/${BOT.id}/games/draws/${COPY}`));
  });
});
