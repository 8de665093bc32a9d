import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openStudio } from '../../testing/openStudio';
import { UNREACHABLE } from '../../testing/fakeApi';
import { BOT, FLOW, TEMPLATE } from '../../testing/samples';

jest.mock('../../editor/EditorPage', () => ({ __esModule: true, default: () => <p>the editor</p> }));

let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());
const made = () => ({ ...FLOW, document: TEMPLATE.document, revision: 1, problems: [] }) as never;

it('goes from a template and a few words to the editor with the phone open', async () => {
  opened = await openStudio('/start', { 'GET /bots': () => ({ items: [] }), 'GET /templates': () => ({ items: [TEMPLATE] }), 'POST /bots': () => BOT, 'POST /bots/:botId/flows': made, 'GET /bots/:botId/flows': () => ({ items: [FLOW] }) });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('link', { name: 'Questions and answers' }));
  await user.type(await screen.findByLabelText('Name of your shop or bot'), 'Tea House');
  const opening = screen.getByLabelText<HTMLTextAreaElement>('Opening words');
  expect(opening.value).toBe('Hello, this is Tea House.');
  await user.clear(opening);
  await user.type(opening, 'Welcome!');
  await user.click(screen.getByRole('button', { name: 'Create and try it' }));
  expect(await screen.findByText('the editor')).toBeTruthy();
  expect(location.pathname).toBe(`/b/${BOT.id}/flows/${FLOW.id}`);
  expect(location.search).toBe('?panel=phone');
  expect(opened.api.sent('POST /bots')).toMatchObject([{ name: 'Tea House', language: 'en' }]);
  expect(opened.api.sent('POST /bots/:botId/flows')).toMatchObject([{ document: { name: 'Questions and answers', language: 'en', nodes: { hello: { data: { text: 'Welcome!' } } } } }]);
});

it('wants a name before it makes anything', async () => {
  opened = await openStudio('/start?template=blank', { 'GET /bots': () => ({ items: [] }), 'GET /templates': () => ({ items: [TEMPLATE] }) });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Create and try it' }));
  expect(await screen.findByText('Enter a name')).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText('Name of your shop or bot'));
});

it('does not make a second bot when the first try stopped half way', async () => {
  let flow: () => unknown = () => UNREACHABLE;
  opened = await openStudio('/start?template=blank', { 'GET /bots': () => ({ items: [] }), 'GET /templates': () => ({ items: [TEMPLATE] }), 'POST /bots': () => BOT, 'POST /bots/:botId/flows': () => flow() as never, 'GET /bots/:botId/flows': () => ({ items: [FLOW] }) });
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText('Name of your shop or bot'), 'Tea House{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('The server cannot be reached');
  flow = made;
  await user.click(screen.getByRole('button', { name: 'Create and try it' }));
  expect(await screen.findByText('the editor')).toBeTruthy();
  await waitFor(() => expect(opened.api.sent('POST /bots')).toHaveLength(1));
});
