import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ABOUT_PEOPLE } from '../screens/people/testing';
import { openStudio } from '../testing/openStudio';
import { BOT, FLOW } from '../testing/samples';

let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());
const open = async () => {
  opened = await openStudio(`/b/${BOT.id}/people`, { ...ABOUT_PEOPLE, 'GET /bots/:botId/flows': () => ({ items: [FLOW] }) });
  await screen.findByRole('heading', { name: 'People' });
  const user = userEvent.setup();
  await user.keyboard('{Control>}k{/Control}');
  return { user, field: await screen.findByRole('combobox', { name: 'Search and go' }) };
};

it('goes by keyboard alone: Ctrl K, part of a name, arrows, Enter', async () => {
  const { user, field } = await open();
  await user.type(field, 'flow');
  const options = await screen.findAllByRole('option');
  expect(options[0]!.getAttribute('aria-selected')).toBe('true');
  await user.keyboard('{ArrowDown}{ArrowUp}{Enter}');
  await waitFor(() => expect(location.pathname).toBe(`/b/${BOT.id}/flows`));
  expect(screen.queryByRole('combobox')).toBeNull();
});

it('does not go anywhere while an input method composes', async () => {
  const { field } = await open();
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  expect(location.pathname).toBe(`/b/${BOT.id}/people`);
  expect(screen.getByRole('combobox', { name: 'Search and go' })).toBe(field);
});

it('says when nothing is found', async () => {
  const { user, field } = await open();
  await user.type(field, 'zzz');
  expect(await screen.findByText('Nothing found. Try another word.')).toBeTruthy();
});
