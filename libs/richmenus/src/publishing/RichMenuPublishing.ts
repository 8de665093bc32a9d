import { Inject, Injectable } from '@nestjs/common';
import { ChannelDirectory, NotFoundError, StateConflictError } from '@chatloom/bots';
import type { RichMenuPublication } from '@chatloom/contract';
import { IdSource, LOGGER, type Logger } from '@chatloom/platform';
import { RichMenus } from '../menus/RichMenus';
import { JobRunner } from './JobRunner';
import { Publications } from './Publications';
import { newJob } from './publishJob';

/** How long a person waits for the answer before they are told "working". */
const ANSWER_WITHIN_MS = 8_000;

/** Publishes and unpublishes menus at channels. */
@Injectable()
export class RichMenuPublishing {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly menus: RichMenus,
    private readonly publications: Publications,
    private readonly runner: JobRunner,
    private readonly directory: ChannelDirectory,
    private readonly ids: IdSource,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Put the draft at a channel. Answers when it is done, has failed, or takes longer.
   * @throws NotFoundError, DocumentRefusedError with all blocking problems, StateConflictError while another job is under way
   */
  async publish(botId: string, menuId: string, channelId: string): Promise<RichMenuPublication> {
    const menu = await this.menus.getOrThrow(botId, menuId);
    await this.assertChannel(botId, channelId);
    await this.menus.assertPublishable(botId, menu);
    const before = await this.publications.find(menuId, channelId);
    const { revision, name, document } = menu;
    return this.start(botId, menuId, channelId, newJob({ id: this.ids.newId(), kind: 'publish', revision, name, document, old: before?.live?.tabs ?? [] }));
  }

  /** Take the menu away from a channel. @throws NotFoundError, StateConflictError when it is not there, or a job is under way */
  async unpublish(botId: string, menuId: string, channelId: string): Promise<RichMenuPublication> {
    const { revision, name, document } = await this.menus.getOrThrow(botId, menuId);
    await this.assertChannel(botId, channelId);
    const before = await this.publications.find(menuId, channelId);
    if (!before?.live && !before?.job) throw new StateConflictError('This menu is not published at this channel.');
    return this.start(botId, menuId, channelId, newJob({ id: this.ids.newId(), kind: 'unpublish', revision, name, document, old: before.live?.tabs ?? [] }));
  }

  /** Take up what waits for somebody: jobs that had to wait, and those of dead processes. */
  async resume(): Promise<void> {
    for (const { menuId, channelId } of await this.publications.due()) await this.runner.run(menuId, channelId);
  }

  /** Resolves when nothing this process began is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async start(botId: string, menuId: string, channelId: string, job: ReturnType<typeof newJob>): Promise<RichMenuPublication> {
    if (!(await this.publications.begin({ menuId, channelId, botId }, job))) throw new StateConflictError('This menu is just being published or taken away. Wait until that is done.');
    const run: Promise<void> = this.runner
      .run(menuId, channelId)
      .catch((error: Error) => this.logger.warn({ err: error, channelId }, 'Publishing a rich menu was interrupted; it is taken up again.'))
      .finally(() => this.underWay.delete(run));
    this.underWay.add(run);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([run, new Promise((resolve) => (timer = setTimeout(resolve, ANSWER_WITHIN_MS)))]);
    clearTimeout(timer);
    return this.publications.view(await this.publications.find(menuId, channelId), channelId);
  }

  private async assertChannel(botId: string, channelId: string): Promise<void> {
    const channel = await this.directory.byId(channelId);
    if (channel?.botId !== botId) throw new NotFoundError('channel');
  }
}
