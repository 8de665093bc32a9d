import { chatCalls } from './chatCalls';
import { groupCalls } from './groupCalls';
import type { LineCaller, LineRequest } from './createLineCaller';

const channel = { id: '1', accessToken: 'token' };
const GROUP = { kind: 'group', id: 'C1' } as const;
const ROOM = { kind: 'room', id: 'R1' } as const;

/** A caller that writes down what it was asked for and answers with a body. */
function recorder(body: Record<string, unknown> = {}) {
  const asked: string[] = [];
  const call = (async (_channel: unknown, { endpoint, method, path, json }: LineRequest, read: (body: Record<string, unknown>) => unknown) => {
    asked.push(`${endpoint}: ${method} ${path}${json ? ` ${JSON.stringify(json)}` : ''}`);
    const value = read(body);
    return value === undefined ? { kind: 'retryLater' } : { kind: 'ok', value };
  }) as LineCaller['call'];
  return { asked, call };
}

describe('groupCalls', () => {
  it('asks LINE about groups and rooms at their own addresses', async () => {
    const { asked, call } = recorder();
    const groups = groupCalls({ call });
    await groups.summary(channel, 'C1');
    await groups.memberCount(channel, GROUP);
    await groups.memberCount(channel, ROOM);
    await groups.memberProfile(channel, GROUP, 'U1');
    await groups.memberIds(channel, ROOM, 'next page');
    await groups.leave(channel, GROUP);
    await groups.leave(channel, ROOM);
    expect(asked).toEqual([
      'groupSummary: GET /v2/bot/group/C1/summary',
      'groupMemberCount: GET /v2/bot/group/C1/members/count',
      'roomMemberCount: GET /v2/bot/room/R1/members/count',
      'groupMemberProfile: GET /v2/bot/group/C1/member/U1',
      'roomMemberIds: GET /v2/bot/room/R1/members/ids?start=next%20page',
      'groupLeave: POST /v2/bot/group/C1/leave',
      'roomLeave: POST /v2/bot/room/R1/leave',
    ]);
  });

  it('never climbs out of its address with a forged id', async () => {
    const { asked, call } = recorder();
    await groupCalls({ call }).memberProfile(channel, { kind: 'group', id: '..' }, '../x');
    expect(asked).toEqual(['groupMemberProfile: GET /v2/bot/group/%2E%2E/member/..%2Fx']);
  });

  it('reads a count, and takes an answer without one for a passing fault', async () => {
    expect(await groupCalls(recorder({ count: 3 })).memberCount(channel, GROUP)).toEqual({ kind: 'ok', value: 3 });
    expect(await groupCalls(recorder({})).memberCount(channel, GROUP)).toMatchObject({ kind: 'retryLater' });
  });
});

describe('chatCalls', () => {
  it('shows moving dots and marks as read', async () => {
    const { asked, call } = recorder();
    const chat = chatCalls({ call });
    await chat.showLoading(channel, 'U1', 20);
    await chat.markAsRead(channel, 'token-1');
    expect(asked).toEqual([
      'showLoading: POST /v2/bot/chat/loading/start {"chatId":"U1","loadingSeconds":20}',
      'markAsRead: POST /v2/bot/chat/markAsRead {"markAsReadToken":"token-1"}',
    ]);
  });
});
