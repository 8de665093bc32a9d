import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal } from '../../testing/fakeApi';
import { openStudio } from '../../testing/openStudio';
import { BOT, FLOW } from '../../testing/samples';

const path = `/b/${BOT.id}/flows`;
const faq = { ...FLOW, id: FLOW.id.replace('30', '31'), name: 'よくある質問', state: 'draft' as const, publishedVersion: null, problems: { blocking: 2, warning: 0, advice: 0 } };
let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());

it('shows each flow with its state and what is wrong with it', async () => {
  opened = await openStudio(path, { 'GET /bots/:botId/flows': () => ({ items: [FLOW, faq] }) });
  const cards = await screen.findAllByRole('listitem');
  expect(within(cards[0]!).getByText('Live')).toBeTruthy();
  expect(within(cards[0]!).getByText('Version 3')).toBeTruthy();
  expect(within(cards[1]!).getByText('2 problems')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Booking' }).getAttribute('href')).toBe(`${path}/${FLOW.id}`);
});

it('leads to a first flow when there is none', async () => {
  opened = await openStudio(path, { 'GET /bots/:botId/flows': () => ({ items: [] }) });
  expect(await screen.findByText('No flows yet')).toBeTruthy();
  expect(screen.getAllByRole('link', { name: 'New flow' })[0]!.getAttribute('href')).toContain(`/start?bot=${BOT.id}`);
});

it('archives at once and takes it back by Undo', async () => {
  let archived = false;
  opened = await openStudio(path, {
    'GET /bots/:botId/flows': () => ({ items: archived ? [] : [FLOW] }),
    'DELETE /bots/:botId/flows/:flowId': () => void (archived = true) as never,
    'POST /bots/:botId/flows/:flowId/restore': () => ((archived = false), FLOW),
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Actions for Booking' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Archive' }));
  expect(await screen.findByText('No flows yet')).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('link', { name: 'Booking' })).toBeTruthy();
});

it('asks before customers lose a published flow, naming it', async () => {
  opened = await openStudio(path, {
    'GET /bots/:botId/flows': () => ({ items: [FLOW] }),
    'POST /bots/:botId/flows/:flowId/unpublish': () => ({ ...FLOW, state: 'draft', publishedVersion: null }),
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Actions for Booking' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Take offline' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('Version 3 of “Booking”');
  expect(opened.api.sent('POST /bots/:botId/flows/:flowId/unpublish')).toHaveLength(0);
  await user.click(within(dialog).getByRole('button', { name: 'Take offline' }));
  await waitFor(() => expect(opened.api.sent('POST /bots/:botId/flows/:flowId/unpublish')).toHaveLength(1));
});

it('finds flows by part of their name, in the address too', async () => {
  opened = await openStudio(path, { 'GET /bots/:botId/flows': () => ({ items: [FLOW, faq] }) });
  const user = userEvent.setup();
  await user.type(await screen.findByRole('searchbox', { name: 'Search flows' }), '質問');
  await waitFor(() => expect(screen.queryByText('Booking')).toBeNull());
  expect(screen.getByText('よくある質問')).toBeTruthy();
  expect(new URLSearchParams(location.search).get('q')).toBe('質問');
});

describe('importing a file', () => {
  const drop = async (file: File) => {
    const page = (await screen.findByRole('heading', { name: 'Flows' })).closest('main')!.firstElementChild!;
    fireEvent.drop(page, { dataTransfer: { files: [file], types: ['Files'] } });
  };

  it('lists the faults of a broken flow, one sentence each', async () => {
    opened = await openStudio(path, {
      'GET /bots/:botId/flows': () => ({ items: [FLOW] }),
      'POST /bots/:botId/flows': () => new Refusal(422, 'blocked', [{ path: ['nodes'], code: 'noSuchCode', message: 'The field "nodes" is missing.' }]),
    });
    await drop(new File(['{"formatVersion":1}'], 'broken.flow.json'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('What is wrong in broken.flow.json');
    expect(within(dialog).getByText('The field "nodes" is missing.')).toBeTruthy();
    expect(opened.api.sent('POST /bots/:botId/flows')).toEqual([{ document: { formatVersion: 1 } }]);
  });

  it('says that a picture is not a flow, without asking the server', async () => {
    opened = await openStudio(path, { 'GET /bots/:botId/flows': () => ({ items: [FLOW] }) });
    await drop(new File(['\u0089PNG'], 'cat.png'));
    expect((await screen.findByRole('dialog')).textContent).toContain('cat.png is not a flow file');
  });
});
