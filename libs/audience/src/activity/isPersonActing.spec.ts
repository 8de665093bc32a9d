import { isPersonActing } from './isPersonActing';

it.each([
  ['messageReceived', null, true],
  ['postbackReceived', null, true],
  ['friendAdded', null, true],
  ['eventReceived', 'videoPlayComplete', true],
  ['eventReceived', 'beacon', false],
  ['eventReceived', 'join', false],
  ['friendRemoved', null, false],
  ['timerFired', null, false],
  ['scheduleFired', null, false],
  ['flowStarted', null, false],
])('%s (%s): the person is there: %s', (type, event, isThere) => {
  expect(isPersonActing(type, event)).toBe(isThere);
});
