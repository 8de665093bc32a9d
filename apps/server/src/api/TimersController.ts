import { Controller } from '@nestjs/common';
import { AccessError, Audit } from '@chatloom/accounts';
import { DueThings } from '@chatloom/campaigns';
import { type CallOutput, Routes } from '@chatloom/contract';
import { momentCursorAfter, momentCursorOf } from './pages';
import { Call, type CallOf, Route } from './route';

/** What waits for its time, and a hand on it. */
@Controller()
export class TimersController {
  constructor(
    private readonly due: DueThings,
    private readonly audit: Audit,
  ) {}

  @Route(Routes.listTimers)
  async list(@Call() { params, query }: CallOf<typeof Routes.listTimers>): Promise<CallOutput<typeof Routes.listTimers>> {
    const { cursor, limit, kind, state } = query;
    const items = await this.due.list(params.botId, { kind, state, limit, cursor: momentCursorOf(cursor, /./) });
    const last = items.at(-1);
    return { items, nextCursor: momentCursorAfter(last && { at: last.dueAt, id: last.id }, items.length === limit) };
  }

  @Route(Routes.countTimers)
  async count(@Call() { params }: CallOf<typeof Routes.countTimers>): Promise<CallOutput<typeof Routes.countTimers>> {
    return this.due.counts(params.botId);
  }

  @Route(Routes.ringTimer)
  async ring(@Call() call: CallOf<typeof Routes.ringTimer>): Promise<void> {
    const { botId, kind, id } = call.params;
    await this.due.ring(botId, kind, id);
    await this.audit.record({ action: 'timer.rung', personId: call.principal.person.id, botId, ip: call.ip, details: { kind, id } });
  }

  @Route(Routes.dropTimer)
  async drop(@Call() call: CallOf<typeof Routes.dropTimer>): Promise<void> {
    const { botId, kind, id } = call.params;
    if (kind === 'campaign' || kind === 'feed') throw new AccessError('conflict', 'Stop it where it is made: among the campaigns, or at its topic.');
    await this.due.drop(botId, kind, id);
    await this.audit.record({ action: 'timer.dropped', personId: call.principal.person.id, botId, ip: call.ip, details: { kind, id } });
  }
}
