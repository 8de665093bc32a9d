import { Routes } from '@chatloom/contract';
import { validateCall } from './validateCall';

const botId = '019aa000-0000-7000-8000-000000000001';
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error as { code: string; message: string; details: { path: unknown[]; code: string; message: string }[] };
  }
  throw new Error('was not refused');
};

describe('validateCall', () => {
  it('fills in defaults and reads numbers of the query', () => {
    const call = validateCall(Routes.listContacts, { params: { botId }, query: { limit: '10' } });
    expect(call).toEqual({ params: { botId }, query: { limit: 10 }, body: undefined });
    expect(validateCall(Routes.publishFlow, { params: { botId, flowId: botId }, body: undefined }).body).toEqual({ existing: 'keep' });
  });

  it('says of each fault where it is, with a sentence', () => {
    const { code, details } = refusal(() => validateCall(Routes.createBot, { body: { name: ' ', timeZone: 'Mars', language: 7 } }));
    expect(code).toBe('invalid');
    expect(details.map((detail) => detail.path)).toEqual([['body', 'name'], ['body', 'timeZone'], ['body', 'language']]);
    for (const detail of details) expect(detail.message).toMatch(/\S/);
    expect(refusal(() => validateCall(Routes.createBot, {})).details).toMatchObject([{ path: ['body'] }]);
  });

  it('calls a path that cannot name anything not found', () => {
    expect(refusal(() => validateCall(Routes.getBot, { params: { botId: `' OR 1=1` } })).code).toBe('notFound');
    expect(refusal(() => validateCall(Routes.getVersion, { params: { botId, flowId: botId, number: '1.5' } })).code).toBe('notFound');
  });

  it('refuses deep, polluting and unstorable values before any schema looks at them', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`) as unknown;
    const call = (payload: unknown) => refusal(() => validateCall(Routes.callTrigger, { params: { botId, key: 'order' }, body: { lineUserId: 'U1', payload } }));
    expect(call(deep)).toMatchObject({ code: 'invalid', details: [{ code: 'tooDeep' }] });
    expect(call(JSON.parse('{"__proto__":{"admin":true}}'))).toMatchObject({ details: [{ code: 'keyForbidden' }] });
    expect(call({ name: 'Ann\0' })).toMatchObject({ details: [{ code: 'textUnstorable', path: ['body', 'payload', 'name'] }] });
  });

  it('leaves documents to those who know them', () => {
    const body = { baseRevision: 1, document: { anything: true } };
    expect(validateCall(Routes.saveDraft, { params: { botId, flowId: botId }, body }).body).toEqual(body);
    expect(refusal(() => validateCall(Routes.saveDraft, { params: { botId, flowId: botId }, body: { baseRevision: 1 } })).details).toMatchObject([{ path: ['body', 'document'] }]);
  });
});
