import { explainWebhookTest } from './explainWebhookTest';

describe('explainWebhookTest', () => {
  it('says for each of LINE’s words what to do, and something sensible for words to come', () => {
    const words = ['OK', 'COULD_NOT_CONNECT', 'REQUEST_TIMEOUT', 'ERROR_STATUS_CODE', 'UNCLASSIFIED'].map((reason) => explainWebhookTest(reason));
    expect(new Set(words).size).toBe(5);
    expect(explainWebhookTest('SOMETHING_NEW')).toBe(explainWebhookTest('UNCLASSIFIED'));
  });

  it('blames the secret for 401 and names other codes', () => {
    expect(explainWebhookTest('ERROR_STATUS_CODE', 401)).toContain('channel secret');
    expect(explainWebhookTest('ERROR_STATUS_CODE', 404)).toContain('status 404');
  });
});
