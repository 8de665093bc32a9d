import { Controller, Res } from '@nestjs/common';
import { type CallOutput, type PollVote, Routes } from '@chatloom/contract';
import { exportPoll, GameAudit, type Host, Polls } from '@chatloom/games';
import { Bots } from '@chatloom/bots';
import type { FastifyReply } from 'fastify';
import { Call, type CallOf, Route } from './route';

type Hosted = Pick<CallOf<typeof Routes.openPoll>, 'params' | 'principal' | 'ip'>;

/** Polls of a bot. */
@Controller()
export class PollsController {
  constructor(
    private readonly polls: Polls,
    private readonly bots: Bots,
    private readonly audit: GameAudit,
  ) {}

  @Route(Routes.listPolls)
  async list(@Call() { params }: CallOf<typeof Routes.listPolls>): Promise<CallOutput<typeof Routes.listPolls>> {
    return { items: await this.polls.list(params.botId) };
  }

  @Route(Routes.createPoll)
  create(@Call() { params, body }: CallOf<typeof Routes.createPoll>): Promise<CallOutput<typeof Routes.createPoll>> {
    return this.polls.create(params.botId, body.name, body.document);
  }

  @Route(Routes.getPoll)
  get(@Call() { params }: CallOf<typeof Routes.getPoll>): Promise<CallOutput<typeof Routes.getPoll>> {
    return this.polls.get(params.botId, params.pollId);
  }

  @Route(Routes.savePoll)
  save(@Call() call: CallOf<typeof Routes.savePoll>): Promise<CallOutput<typeof Routes.savePoll>> {
    return this.audit.changing(hostOf(call), () => this.polls.save(call.params.botId, call.params.pollId, call.body));
  }

  @Route(Routes.copyPoll)
  copy(@Call() { params, body }: CallOf<typeof Routes.copyPoll>): Promise<CallOutput<typeof Routes.copyPoll>> {
    return this.polls.copy(params.botId, params.pollId, body.name);
  }

  @Route(Routes.deletePoll)
  async remove(@Call() call: CallOf<typeof Routes.deletePoll>): Promise<void> {
    await this.polls.remove(call.params.botId, call.params.pollId);
    await this.record('poll.deleted', call);
  }

  @Route(Routes.openPoll)
  async open(@Call() call: CallOf<typeof Routes.openPoll>): Promise<CallOutput<typeof Routes.openPoll>> {
    const { poll, isNew } = await this.polls.open(call.params.botId, call.params.pollId);
    if (isNew) await this.record('poll.opened', call);
    else await this.audit.hostRefused(hostOf(call), 'startedTwice');
    return poll;
  }

  @Route(Routes.closePoll)
  async close(@Call() call: CallOf<typeof Routes.closePoll>): Promise<CallOutput<typeof Routes.closePoll>> {
    const poll = await this.polls.close(call.params.botId, call.params.pollId);
    await this.record('poll.closed', call);
    return poll;
  }

  @Route(Routes.showPoll)
  async show(@Call() call: CallOf<typeof Routes.showPoll>): Promise<CallOutput<typeof Routes.showPoll>> {
    const shown = await this.polls.show(call.params.botId, call.params.pollId, [...new Set(call.body.conversationIds)]);
    await this.record('poll.shown', call, { shown });
    return { shown };
  }

  @Route(Routes.listPollVotes)
  votes(@Call() { params, query }: CallOf<typeof Routes.listPollVotes>): Promise<CallOutput<typeof Routes.listPollVotes>> {
    return this.polls.votes(params.botId, params.pollId, query);
  }

  @Route(Routes.exportPoll)
  async export(@Call() call: CallOf<typeof Routes.exportPoll>, @Res() reply: FastifyReply): Promise<void> {
    const { botId, pollId } = call.params;
    const poll = await this.polls.get(botId, pollId);
    const votes = poll.document.secret ? null : await this.allVotes(botId, pollId);
    const { language } = await this.bots.getOrThrow(botId);
    await this.record('poll.exported', call, { named: votes !== null });
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${poll.name}.csv`)}`)
      .send(exportPoll({ name: poll.name, question: poll.document.question, language, results: poll.results, votes }));
  }

  @Route(Routes.setPollPage)
  async setPage(@Call() call: CallOf<typeof Routes.setPollPage>): Promise<CallOutput<typeof Routes.setPollPage>> {
    const page = await this.polls.setPage(call.params.botId, call.params.pollId, call.body);
    await this.record('poll.pageSet', call, { isOn: call.body.isOn });
    return page;
  }

  private async allVotes(botId: string, pollId: string): Promise<PollVote[]> {
    const votes: PollVote[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await this.polls.votes(botId, pollId, { cursor, limit: 5_000 });
      votes.push(...page.items);
      if (page.nextCursor === null) return votes;
      cursor = page.nextCursor;
    }
  }

  private async record(action: string, call: Hosted, details: Record<string, string | number | boolean> = {}): Promise<void> {
    await this.audit.hosted({ action, botId: call.params.botId, personId: call.principal.person.id, ip: call.ip, details: { pollId: call.params.pollId, ...details } });
  }
}

function hostOf({ params, principal, ip }: Hosted): Host {
  return { botId: params.botId, personId: principal.person.id, ip, kind: 'poll', gameId: params.pollId };
}
