import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal } from '../../testing/fakeApi';
import { openStudio } from '../../testing/openStudio';
import { BOT, FLOW } from '../../testing/samples';
import { ABOUT_PEOPLE, ANN, ANN_IN_FULL, SEGMENT } from './testing';

const path = `/b/${BOT.id}/people/${ANN.id}`;
let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());
const open = (more: Parameters<typeof openStudio>[1] = {}) =>
  openStudio(path, {
    ...ABOUT_PEOPLE,
    'GET /bots/:botId/contacts/:contactId': () => ANN_IN_FULL,
    'GET /bots/:botId/contacts/:contactId/facts': () => ({ items: [] }),
    'GET /bots/:botId/contacts/:contactId/segments': () => ({ items: [{ id: SEGMENT.id, name: SEGMENT.name }] }),
    'GET /bots/:botId/contacts/:contactId/field-changes': () => ({ items: [], nextCursor: null }),
    'GET /bots/:botId/contacts/:contactId/messages': () => ({ items: [], nextCursor: null }),
    'GET /bots/:botId/rich-menus': () => ({ items: [] }),
    'GET /bots/:botId/contacts/:contactId/rich-menu': () => ({ menuId: null, because: 'default', layers: [], atLine: { pending: false, problem: null }, isFriend: true }) as never,
    ...more,
  });
const PATCH = 'PATCH /bots/:botId/contacts/:contactId' as const;

it('changes a field by the control of its type, and says who changed it before', async () => {
  opened = await open({
    [PATCH]: () => ({ ...ANN_IN_FULL, fields: { points: 20 } }),
    'GET /bots/:botId/contacts/:contactId/field-changes': () => ({ items: [{ id: '1', field: 'points', before: 10, after: 12, at: ANN.createdAt, cause: { by: 'person', personId: ANN.id, name: 'Dan' } }], nextCursor: null }),
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Change Points' }));
  await user.clear(screen.getByLabelText('Points'));
  await user.type(screen.getByLabelText('Points'), 'many');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('This is not a number')).toBeTruthy();
  await user.clear(screen.getByLabelText('Points'));
  await user.type(screen.getByLabelText('Points'), '20');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await user.click(await screen.findByRole('button', { name: 'History of Points' }));
  expect(await screen.findByText('10 → 12')).toBeTruthy();
  expect(screen.getByText(/By Dan/)).toBeTruthy();
  expect(opened.api.sent(PATCH)).toEqual([{ fields: { points: 20 } }]);
});

it('takes a tag away at once and puts it back by Undo', async () => {
  opened = await open({ [PATCH]: ({ body }: { body: unknown }) => ({ ...ANN_IN_FULL, tags: (body as { removeTags?: string[] }).removeTags?.length ? [] : ['regular'] }) });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Remove regular' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(opened.api.sent(PATCH)).toEqual([{ addTags: [], removeTags: ['regular'] }, { addTags: ['regular'] }]));
});

it('says that a tag was not taken when the server refuses it', async () => {
  opened = await open({ [PATCH]: () => new Refusal(404, 'notFound') });
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText('Tags', { selector: 'input' }), 'lunch{Enter}');
  expect(await screen.findByText(/not there any more/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove lunch' })).toBeNull());
});

it('ends the flow a person is in only after asking', async () => {
  opened = await open({
    'GET /bots/:botId/flows': () => ({ items: [FLOW] }),
    'GET /bots/:botId/flows/:flowId': () => ({ ...FLOW, document: { formatVersion: 1, name: 'Booking', language: 'en', nodes: {}, edges: [], layout: { nodes: {} } } }) as never,
    'GET /bots/:botId/contacts/:contactId': () => ({ ...ANN_IN_FULL, session: { flowId: FLOW.id, versionId: 'v', nodeId: null, waitingFor: 'answer', since: ANN.createdAt } }),
    'POST /bots/:botId/conversations/:conversationId/stop': () => ({ accepted: true }),
  });
  const user = userEvent.setup();
  expect(await screen.findByText('Booking, waiting for an answer')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'End the flow' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'End the flow' }));
  expect(await screen.findByText('The flow ends for Ann')).toBeTruthy();
});

it('deletes a person only when their name was typed', async () => {
  opened = await open({ 'DELETE /bots/:botId/contacts/:contactId': () => undefined as never });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Delete this person…' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Delete for good' }));
  expect(await dialog.findByText('This is not the name')).toBeTruthy();
  expect(opened.api.calls.some(({ route }) => route.startsWith('DELETE'))).toBe(false);
  await user.type(dialog.getByLabelText('Type “Ann” to delete'), 'Ann');
  await user.click(dialog.getByRole('button', { name: 'Delete for good' }));
  expect(await screen.findByText('Ann is deleted')).toBeTruthy();
  await waitFor(() => expect(location.pathname).toBe(`/b/${BOT.id}/people`));
});

it('shows what was said as a chat, with campaigns among it, and the reasons of a turn when asked', async () => {
  const turnId = '0192ffff-0000-7000-8000-000000000001';
  opened = await open({
    'GET /bots/:botId/contacts/:contactId/messages': () => ({
      items: [
        { id: 'c', at: '2026-01-02T00:00:00.000Z', from: 'bot', kind: 'message', messages: [{ type: 'text', text: 'Autumn menu!' }], delivery: { by: 'campaign', state: 'failed', error: 'Not a friend' }, turnId: null, mediaId: null },
        { id: 'b', at: ANN.createdAt, from: 'bot', kind: 'message', messages: [{ type: 'text', text: 'Hello Ann' }], delivery: { by: 'reply', state: 'sent', error: null }, turnId, mediaId: null },
        { id: 'a', at: ANN.createdAt, from: 'person', kind: 'message', messages: [{ type: 'text', text: 'Good morning' }], delivery: null, turnId, mediaId: null },
      ],
      nextCursor: null,
    }),
    'GET /bots/:botId/conversations/:conversationId/turns/:turnId': () => ({ id: turnId, conversationId: ANN.conversationId!, at: ANN.createdAt, input: {}, path: [], trace: [], messages: [] }),
  });
  const log = within(await screen.findByRole('log'));
  const text = () => screen.getByRole('log').textContent!;
  expect(text().indexOf('Good morning')).toBeLessThan(text().indexOf('Hello Ann'));
  expect(text().indexOf('Hello Ann')).toBeLessThan(text().indexOf('Autumn menu!'));
  expect(log.getByText('LINE says: Not a friend')).toBeTruthy();
  expect(log.getAllByText('Why')).toHaveLength(1);
  const why = log.getByText('Why').closest('details')!;
  why.open = true;
  why.dispatchEvent(new Event('toggle'));
  expect(await log.findByText('No flow took it')).toBeTruthy();
});
