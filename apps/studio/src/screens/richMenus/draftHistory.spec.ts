import { beginHistory, changeHistory, redoHistory, undoHistory } from './draftHistory';

it('takes steps back and forward again', () => {
  const third = changeHistory(changeHistory(beginHistory('a'), 'ab'), 'abc');
  expect(undoHistory(third).value).toBe('ab');
  expect(undoHistory(undoHistory(undoHistory(third))).value).toBe('a');
  expect(redoHistory(undoHistory(third)).value).toBe('abc');
  expect(redoHistory(third)).toBe(third);
});

it('undoes a typed word at once, the next field apart', () => {
  let history = beginHistory({ name: '', bar: '' });
  for (const name of ['M', 'Me', 'Men', 'Menu']) history = changeHistory(history, { ...history.value, name }, 'name');
  history = changeHistory(history, { ...history.value, bar: 'O' }, 'bar');
  history = undoHistory(history);
  expect(history.value).toEqual({ name: 'Menu', bar: '' });
  expect(undoHistory(history).value).toEqual({ name: '', bar: '' });
});

it('forgets what was undone once something else is done', () => {
  const history = changeHistory(undoHistory(changeHistory(beginHistory(1), 2)), 3);
  expect(redoHistory(history).value).toBe(3);
  expect(undoHistory(history).value).toBe(1);
});
