import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Segment } from '@chatloom/contract';
import { openStudio } from '../../testing/openStudio';
import { BOT } from '../../testing/samples';
import { ABOUT_PEOPLE, ANN, SEGMENT } from '../people/testing';

const path = `/b/${BOT.id}/people/segments`;
let opened: Awaited<ReturnType<typeof openStudio>>;
afterEach(() => opened.api.stop());

const COUNT = { count: 12, isEstimate: false, reachable: 10, tookMs: 3, problems: [] };
const open = (at: string, more: Parameters<typeof openStudio>[1] = {}) =>
  openStudio(at, {
    ...ABOUT_PEOPLE,
    'GET /bots/:botId/segments/:segmentId': () => SEGMENT,
    'GET /bots/:botId/segments/:segmentId/uses': () => ({ items: [] }),
    'POST /bots/:botId/segment-count': () => COUNT,
    'POST /bots/:botId/segment-people': () => ({ items: [], nextCursor: null }),
    ...more,
  });
const counted = () => (opened.api.sent('POST /bots/:botId/segment-count') as { definition: Segment }[]).map(({ definition }) => definition);

it('lists segments with their rules in words and how many people they mean', async () => {
  opened = await open(path);
  expect(await screen.findByRole('link', { name: 'Regulars' })).toBeTruthy();
  expect(screen.getByText('Tag: has regular')).toBeTruthy();
  expect(await screen.findByText('12 people')).toBeTruthy();
});

it('counts along while rules are put together by keyboard, but never with an unfinished rule', async () => {
  opened = await open(`${path}/new`);
  const user = userEvent.setup();
  expect(await screen.findByText('12 people')).toBeTruthy();
  expect(counted()).toEqual([{ type: 'group', match: 'all', items: [] }]);
  await user.click(screen.getByRole('button', { name: 'Add a rule' }));
  expect(await screen.findByText('Choose what is still missing.')).toBeTruthy();
  expect(screen.getAllByText('Finish the rules to see the number').length).toBeGreaterThan(0);
  const rule = within(screen.getByRole('group', { name: 'Rule 1' }));
  await waitFor(() => expect(document.activeElement).toBe(rule.getByLabelText('What the rule is about')));
  await user.selectOptions(rule.getByLabelText('Is so, or is not so'), 'does not have');
  await user.type(rule.getByLabelText('Tags'), 'lunch{Enter}');
  await waitFor(() => expect(counted().at(-1)).toEqual({ type: 'group', match: 'all', items: [{ type: 'tag', match: 'any', tags: ['lunch'], not: true }] }));
  await user.click(rule.getByRole('button', { name: 'Put Rule 1 into a group of its own' }));
  await waitFor(() => expect(counted().at(-1)).toEqual({ type: 'group', match: 'all', items: [{ type: 'group', match: 'any', items: [{ type: 'tag', match: 'any', tags: ['lunch'], not: true }] }] }));
  expect(counted().every(({ items }) => items.every((item) => item.type !== 'tag' || item.tags.length > 0))).toBe(true);
});

it('shows a problem beside the rule it belongs to', async () => {
  opened = await open(`${path}/${SEGMENT.id}`, {
    'POST /bots/:botId/segment-count': () => ({ ...COUNT, count: null, reachable: null, problems: [{ code: 'tagGone', severity: 'blocking', path: ['items', 0, 'tags', 0], params: { tag: 'regular' }, message: 'x' }] }),
  });
  const rule = await screen.findByRole('group', { name: 'Rule 1' });
  expect(await within(rule).findByText(/The tag “regular” is not there any more/)).toBeTruthy();
  expect(document.getElementById(rule.getAttribute('aria-describedby')!)?.textContent).toMatch(/not there any more/);
  expect(screen.getAllByText('Mend the rules first').length).toBeGreaterThan(0);
});

it('saves with the revision it was opened with, and only once there is a name', async () => {
  opened = await open(`${path}/${SEGMENT.id}`, { 'PUT /bots/:botId/segments/:segmentId': () => ({ ...SEGMENT, name: 'VIPs', revision: 5 }) });
  const user = userEvent.setup();
  const name = await screen.findByLabelText('Name');
  await user.clear(name);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Give the segment a name')).toBeTruthy();
  await user.type(name, 'VIPs');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('“VIPs” is saved')).toBeTruthy();
  expect(opened.api.sent('PUT /bots/:botId/segments/:segmentId')).toEqual([{ name: 'VIPs', definition: SEGMENT.definition, revision: 4 }]);
});

it('explains why somebody is out, rule by rule', async () => {
  opened = await open(`${path}/${SEGMENT.id}`, {
    'POST /bots/:botId/segment-explanation': () => ({
      isIn: false,
      problems: [],
      reason: { path: [], type: 'group', isMet: false, code: 'group', seen: { met: 0, of: 1 }, items: [{ path: ['items', 0], type: 'tag', isMet: false, code: 'tagsHasNone', seen: { has: [], lacks: ['regular'] } }] },
    }),
  });
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Ann' }));
  expect(await screen.findByText('Ann is not in this segment')).toBeTruthy();
  expect(screen.getByText('Tag: has regular')).toBeTruthy();
  expect(screen.getByText('Has none of these')).toBeTruthy();
  expect(opened.api.sent('POST /bots/:botId/segment-explanation')).toEqual([{ segment: { definition: SEGMENT.definition }, contactId: ANN.id }]);
});

it('does not delete a segment that a campaign uses', async () => {
  opened = await open(path, { 'GET /bots/:botId/segments/:segmentId/uses': () => ({ items: [{ kind: 'campaign', id: ANN.id, name: 'Autumn menu' }] }) });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Actions for Regulars' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByText('Campaign: Autumn menu')).toBeTruthy();
  expect(dialog.queryByRole('button', { name: 'Delete' })).toBeNull();
});
