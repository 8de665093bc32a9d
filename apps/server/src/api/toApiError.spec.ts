import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { AccessError } from '@chatloom/accounts';
import { DocumentRefusedError, DraftConflictError } from '@chatloom/bots';
import { RulesFixedError } from '@chatloom/games';
import { toApiError } from './toApiError';

describe('toApiError', () => {
  it('keeps code, details and waiting time of a refusal', () => {
    expect(toApiError(new AccessError('throttled', 'Wait.', { retryAfterSeconds: 7 }))).toEqual({ status: 429, body: { code: 'throttled', message: 'Wait.', details: [] }, retryAfterSeconds: 7, isOurs: false });
  });

  it('tells the node and field of each fault of a document', () => {
    const problem = { code: 'textMissing', severity: 'blocking', nodeId: 'n1', path: ['text'], message: 'The text is empty.' } as const;
    expect(toApiError(new DocumentRefusedError([{ ...problem, path: [...problem.path] }]))).toMatchObject({ status: 422, body: { code: 'blocked', details: [{ nodeId: 'n1', path: ['text'], code: 'textMissing' }] } });
  });

  it('tells what happened meanwhile with a conflict', () => {
    expect(toApiError(new DraftConflictError(7, null))).toMatchObject({ status: 409, body: { code: 'conflict', currentRevision: 7, operations: null } });
  });

  it('tells rules people play by already from what somebody else changed', () => {
    expect(toApiError(new RulesFixedError('Copy it.'))).toMatchObject({ status: 409, body: { code: 'rulesFixed', message: 'Copy it.' }, isOurs: false });
  });

  it.each([
    [new BadRequestException('Unexpected token'), 400, 'malformed'],
    [new NotFoundException(), 404, 'notFound'],
    [new HttpException('Body too large', 413), 413, 'tooLarge'],
    [new HttpException('Unsupported', 415), 415, 'unsupportedMediaType'],
    [new HttpException({ code: 'notReady', message: 'Waiting.', details: [] }, 503), 503, 'notReady'],
  ])('puts %s into our shape', (error, status, code) => {
    expect(toApiError(error)).toMatchObject({ status, body: { code, details: [] }, isOurs: false });
  });

  it('says of its own faults only that they are in the log', () => {
    const answer = toApiError(new Error('password=hunter2 in /srv/secret'));
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' }, isOurs: true });
    expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|srv/);
    expect(toApiError(null)).toMatchObject({ status: 500 });
  });

  it('calls a database that is away unavailable', () => {
    expect(toApiError(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toMatchObject({ status: 503, body: { code: 'unavailable' }, retryAfterSeconds: 1 });
    expect(toApiError(Object.assign(new Error('terminating connection'), { code: '57P01' }))).toMatchObject({ status: 503 });
  });
});
