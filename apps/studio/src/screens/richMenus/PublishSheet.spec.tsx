import type { RichMenuPublication } from '@chatloom/contract';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openStudio } from '../../testing/openStudio';
import { BOT, FLOW, LINE_CHANNEL, SIMULATOR_CHANNEL } from '../../testing/samples';
import type { MenuDetail } from './menuQueries';

const MENU_ID = '0192aaaa-0000-7000-8000-000000000040';
const AT = '2026-01-01T00:00:00.000Z';
const menuWith = (flowId: string, publications: RichMenuPublication[] = []): MenuDetail => ({
  id: MENU_ID,
  name: 'Main menu',
  revision: 1,
  updatedAt: AT,
  tabCount: 1,
  pictureId: MENU_ID,
  faults: 0,
  isDefault: false,
  publications,
  problems: [],
  document: {
    formatVersion: 1,
    size: { width: 2500, height: 843 },
    chatBarText: 'Menu',
    selected: true,
    tabs: [{ id: 't1', name: 'First', picture: { pictureId: MENU_ID }, areas: [{ id: 'a1', bounds: { x: 0, y: 0, width: 2500, height: 843 }, action: { type: 'startFlow', flowId } }] }],
  },
});
const refused: RichMenuPublication = {
  channelId: LINE_CHANNEL.id,
  state: 'failed',
  revision: null,
  publishedAt: null,
  retryAt: null,
  steps: [
    { code: 'validate', state: 'done', at: AT },
    { code: 'create', state: 'undone', at: AT },
    { code: 'upload', state: 'failed', at: AT },
  ],
  failure: { code: 'pictureRefused', message: 'LINE does not take the picture.', details: ['The image size is not allowed for richmenu'] },
  tabs: [],
};

let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());

const open = async (menu: MenuDetail) => {
  let publications = menu.publications;
  opened = await openStudio(`/b/${BOT.id}/menus/${MENU_ID}`, {
    'GET /bots/:botId/channels': () => ({ items: [SIMULATOR_CHANNEL, LINE_CHANNEL] }),
    'GET /bots/:botId/flows': () => ({ items: [FLOW] }),
    'GET /bots/:botId/rich-menus/:menuId': () => ({ ...menu, publications }),
    'POST /bots/:botId/rich-menus/:menuId/publish': () => ((publications = [refused]), refused),
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Publish…' }));
  return { user, sheet: within(await screen.findByRole('dialog', { name: 'Publish the menu' })) };
};

it('says at which step LINE refused, what to do, and that nothing half-made is left', async () => {
  const { user, sheet } = await open(menuWith(FLOW.id));
  expect((await sheet.findByRole('radio', { name: /Tea House Taipei/ })).getAttribute('checked')).not.toBeNull();
  await user.click(sheet.getByRole('button', { name: 'Publish' }));
  expect((await sheet.findByText('Upload the picture')).closest('li')!.textContent).toContain('Failed');
  expect(sheet.getByText('Create it at LINE').closest('li')!.textContent).toContain('Taken back');
  const alert = sheet.getByRole('alert');
  expect(alert.textContent).toContain('Choose another one under “Picture”, then try again.');
  expect(alert.textContent).toContain('Nothing half-made is left at LINE.');
  expect(alert.textContent).toContain('The image size is not allowed for richmenu');
  expect(opened.api.sent('PUT /bots/:botId/default-rich-menu')).toEqual([]);
  expect(sheet.getByRole('button', { name: 'Try again' })).toBeTruthy();
});

it('does not publish what lacks a flow, and leads to the place', async () => {
  const { user, sheet } = await open(menuWith(''));
  expect(sheet.getByRole('button', { name: 'Publish' }).hasAttribute('disabled')).toBe(true);
  await user.click(sheet.getByRole('button', { name: 'Show' }));
  expect(await screen.findByRole('heading', { name: 'Area A' })).toBeTruthy();
  expect(screen.getByLabelText('Flow').getAttribute('aria-invalid')).toBe('true');
});
