import { insertVariable, splitVariables, variableEntry } from './variableEntry';

describe('variables in a text', () => {
  it('offers variables after a brace and narrows them while typing', () => {
    expect(variableEntry('Hi {', 4)).toEqual({ from: 3, wanted: '' });
    expect(variableEntry('Hi {{cont', 9)).toEqual({ from: 3, wanted: 'cont' });
    expect(variableEntry('Hi {{name}} x', 13)).toBeUndefined();
  });

  it('puts the variable where it was asked for and the caret behind it', () => {
    expect(insertVariable('Hi {na, welcome', 6, 'contact.displayName')).toEqual({ text: 'Hi {{contact.displayName}}, welcome', caret: 26 });
  });

  it('does not leave a closing brace over', () => {
    expect(insertVariable('{{a}}', 3, 'bot.name').text).toBe('{{bot.name}}');
  });

  it('cuts a text into words and chips', () => {
    expect(splitVariables('Hi {{contact.displayName | upper}}!')).toEqual([
      { text: 'Hi ' },
      { text: '{{contact.displayName | upper}}', variable: 'contact.displayName' },
      { text: '!' },
    ]);
  });
});
