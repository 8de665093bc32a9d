import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openStudio } from '../../testing/openStudio';
import { BOT } from '../../testing/samples';
import { ABOUT_PEOPLE, ANN, BOB } from './testing';

const path = `/b/${BOT.id}/people`;
let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());
const asked = () => opened.api.sent('POST /bots/:botId/contacts/search') as { search?: string; sort: object }[];

it('shows people with their columns, ordered by the head that is clicked', async () => {
  opened = await openStudio(`${path}?columns=name,tags,field:points`, ABOUT_PEOPLE);
  const row = within((await screen.findByRole('link', { name: 'Ann' })).closest('tr')!);
  expect(row.getByText('regular')).toBeTruthy();
  expect(await row.findByText('12')).toBeTruthy();
  expect(screen.getByRole('columnheader', { name: 'Points' })).toBeTruthy();
  expect(await screen.findByText('2 people')).toBeTruthy();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Name' }));
  await waitFor(() => expect(asked().at(-1)!.sort).toEqual({ by: 'name', direction: 'asc' }));
  expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending');
  expect(location.search).toContain('sort=name');
});

it('opens a link with its search and order, and shows everybody again', async () => {
  opened = await openStudio(`${path}?q=ann&sort=-createdAt`, ABOUT_PEOPLE);
  await screen.findByRole('link', { name: 'Ann' });
  expect(asked()[0]).toMatchObject({ search: 'ann', sort: { by: 'createdAt', direction: 'desc' } });
  await userEvent.setup().click(screen.getByRole('button', { name: 'Show everybody' }));
  await waitFor(() => expect(asked().at(-1)!.search).toBeUndefined());
});

it('puts tags on the people that are ticked, and tells when it is done', async () => {
  const job = { id: '0192cccc-0000-7000-8000-000000000001', seen: 2, changed: 2, problem: null, startedAt: ANN.createdAt, finishedAt: null };
  opened = await openStudio(path, {
    ...ABOUT_PEOPLE,
    'POST /bots/:botId/contacts/change': () => ({ ...job, state: 'running' }),
    'GET /bots/:botId/contacts/changes/:jobId': () => ({ ...job, state: 'done' }),
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('checkbox', { name: 'Choose Ann' }));
  await user.click(screen.getByRole('checkbox', { name: 'Choose Bob' }));
  await user.click(screen.getByRole('button', { name: 'Add tags' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(await dialog.findByLabelText('Tags'), 'lunch{Enter}');
  await user.click(dialog.getByRole('button', { name: 'Add to 2 people' }));
  expect(await screen.findByText('2 people changed')).toBeTruthy();
  expect(opened.api.sent('POST /bots/:botId/contacts/change')).toEqual([{ people: { contactIds: [ANN.id, BOB.id] }, addTags: ['lunch'] }]);
});

it('means everybody who fits, not only the rows that are shown', async () => {
  const job = { id: '0192cccc-0000-7000-8000-000000000001', state: 'done' as const, seen: 9, changed: 9, problem: null, startedAt: ANN.createdAt, finishedAt: null };
  opened = await openStudio(`${path}?q=a`, {
    ...ABOUT_PEOPLE,
    'POST /bots/:botId/contacts/count': () => ({ count: 9, isEstimate: false }),
    'POST /bots/:botId/contacts/change': () => job,
    'GET /bots/:botId/contacts/changes/:jobId': () => job,
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('checkbox', { name: 'Choose Ann' }));
  await user.click(await screen.findByRole('button', { name: 'Choose all 9 people who fit' }));
  await user.click(screen.getByRole('button', { name: 'Take tags away' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.selectOptions(await dialog.findByLabelText('Tags'), 'regular');
  await user.click(dialog.getByRole('button', { name: 'Take away from 9 people' }));
  await waitFor(() => expect(opened.api.sent('POST /bots/:botId/contacts/change')).toEqual([{ people: { search: 'a' }, removeTags: ['regular'] }]));
});

it('leads to the first people when there are none', async () => {
  opened = await openStudio(path, { ...ABOUT_PEOPLE, 'POST /bots/:botId/contacts/search': () => ({ items: [], nextCursor: null }), 'POST /bots/:botId/contacts/count': () => ({ count: 0, isEstimate: false }) });
  expect(await screen.findByText('Nobody yet')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Make a QR code' }).getAttribute('href')).toBe(`${path}/sources`);
});

it('saves what is shown as a view, and takes a deleted one back', async () => {
  const view = { id: '0192dddd-0000-7000-8000-000000000001', name: 'Newest', filter: {}, columns: ['name' as const], sort: { by: 'createdAt' as const, direction: 'desc' as const }, createdAt: ANN.createdAt };
  let views: (typeof view)[] = [];
  opened = await openStudio(`${path}?columns=name&sort=-createdAt`, {
    ...ABOUT_PEOPLE,
    'GET /bots/:botId/contact-views': () => ({ items: views }),
    'POST /bots/:botId/contact-views': () => ((views = [view]), view),
    'DELETE /bots/:botId/contact-views/:viewId': () => void (views = []) as never,
  });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Save this view' }));
  await user.type(await screen.findByLabelText('Name of the view'), 'Newest');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await user.click(await screen.findByRole('button', { name: 'Delete the view “Newest”' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(opened.api.sent('POST /bots/:botId/contact-views')).toEqual([1, 2].map(() => ({ name: 'Newest', filter: {}, columns: ['name'], sort: { by: 'createdAt', direction: 'desc' } }))));
});
