import type { ContactImport } from '@chatloom/contract';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openStudio } from '../../testing/openStudio';
import { BOT, SIMULATOR_CHANNEL } from '../../testing/samples';
import { ABOUT_PEOPLE, ANN } from './testing';

const path = `/b/${BOT.id}/people/import`;
let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());

const IMPORT: ContactImport = {
  id: '0192eeee-0000-7000-8000-000000000001',
  channelId: SIMULATOR_CHANNEL.id,
  fileName: 'people.csv',
  bytes: 20,
  state: 'uploaded',
  encoding: 'shift_jis',
  delimiter: ',',
  preview: [
    ['ID', 'Points'],
    ['U1', '12'],
  ],
  unreadable: 0,
  mapping: null,
  suggestion: { columns: [{ to: 'ignore' }, { to: 'field', field: 'points', emptyClears: false }], hasHeader: true, tags: [], dateOrder: 'ymd' },
  checked: null,
  counts: null,
  progress: 0,
  problem: null,
  createdAt: ANN.createdAt,
  finishedAt: null,
  by: null,
};
const counts = { lines: 2, create: 0, update: 1, unchanged: 0, unknown: 1, faulty: 0 };
const FAULTS = { 'GET /bots/:botId/contact-imports/:importId/faults': () => ({ items: [{ line: 3, column: 'ID', code: 'unknownPerson' as const, value: 'U9', message: 'x' }] }) };

it('sends the file up, and shows what was recognised', async () => {
  opened = await openStudio(path, {
    ...ABOUT_PEOPLE,
    'GET /bots/:botId/contact-imports': () => ({ items: [] }),
    'POST /bots/:botId/contact-imports': () => ({ ...IMPORT, state: 'uploading', preview: [] }),
    'PUT /bots/:botId/contact-imports/:importId/pieces/:piece': () => IMPORT,
    'GET /bots/:botId/contact-imports/:importId': () => IMPORT,
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Upload and look at it' }));
  expect(await screen.findByText('Choose a file first')).toBeTruthy();
  await user.upload(screen.getByLabelText(/^CSV file/), new File(['ID,Points\nU1,12\n'], 'people.csv', { type: 'text/csv' }));
  await user.click(screen.getByRole('button', { name: 'Upload and look at it' }));
  expect(((await screen.findByLabelText('Encoding')) as HTMLSelectElement).value).toBe('shift_jis');
  expect(opened.api.sent('POST /bots/:botId/contact-imports')).toEqual([{ channelId: SIMULATOR_CHANNEL.id, fileName: 'people.csv', bytes: 16 }]);
  expect(opened.api.sent('PUT /bots/:botId/contact-imports/:importId/pieces/:piece')).toEqual([{ base64: Buffer.from('ID,Points\nU1,12\n').toString('base64') }]);
});

it('tries a file only when one column says who it is, then does what it counted', async () => {
  let state: ContactImport = IMPORT;
  opened = await openStudio(`${path}?import=${IMPORT.id}`, {
    ...ABOUT_PEOPLE,
    ...FAULTS,
    'GET /bots/:botId/contact-imports/:importId': () => state,
    'POST /bots/:botId/contact-imports/:importId/check': () => (state = { ...IMPORT, state: 'checked', checked: counts }),
    'POST /bots/:botId/contact-imports/:importId/run': () => (state = { ...IMPORT, state: 'done', checked: counts, counts, progress: 1 }),
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Try it out' }));
  expect(await screen.findByText(/One column must say who it is/)).toBeTruthy();
  await user.selectOptions(screen.getByLabelText('ID becomes'), 'lineUserId');
  await user.click(screen.getByRole('button', { name: 'Try it out' }));
  expect(await screen.findByText('Nobody with this ID or value is known')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'All of them as a CSV file' }).getAttribute('href')).toContain('/faults.csv');
  await user.click(screen.getByRole('button', { name: 'Import 1 person' }));
  expect(await screen.findByRole('heading', { name: 'Done' })).toBeTruthy();
  expect(opened.api.sent('POST /bots/:botId/contact-imports/:importId/check')).toEqual([{ ...IMPORT.suggestion, columns: [{ to: 'lineUserId' }, { to: 'field', field: 'points', emptyClears: false }] }]);
});

it('follows a run without a reload, and lets it be stopped', async () => {
  let looks = 0;
  let stopped = false;
  const running = (): ContactImport => ({ ...IMPORT, state: stopped ? 'cancelled' : 'running', progress: Math.min(0.9, ++looks / 10), counts });
  opened = await openStudio(`${path}?import=${IMPORT.id}`, {
    ...ABOUT_PEOPLE,
    ...FAULTS,
    'GET /bots/:botId/contact-imports/:importId': running,
    'POST /bots/:botId/contact-imports/:importId/cancel': () => ((stopped = true), running()),
  });
  const bar = (await screen.findByRole('progressbar', { name: 'Importing' })) as HTMLProgressElement;
  const first = bar.value;
  await waitFor(() => expect(bar.value).toBeGreaterThan(first));
  await userEvent.setup().click(screen.getByRole('button', { name: 'Stop' }));
  expect(await screen.findByRole('heading', { name: 'Stopped' })).toBeTruthy();
  expect(within(screen.getByText('Changed').parentElement!).getByText('1')).toBeTruthy();
});
