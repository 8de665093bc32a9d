import { sampleFlow } from '../testing/sampleFlow';
import { expectEdit } from '../testing/operationSpec';

describe('setLanguage', () => {
  it('sets the language of the plain texts', () => {
    expect(expectEdit(sampleFlow, { type: 'setLanguage', language: 'zh-TW' }).language).toBe('zh-TW');
  });
});
