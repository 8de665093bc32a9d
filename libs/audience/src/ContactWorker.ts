import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, Lifecycle, type LifecyclePart, LOGGER, type Logger, RepeatingWork } from '@chatloom/platform';
import { ContactExports } from './contacts/ContactExports';
import { ContactJobs } from './contacts/ContactJobs';
import { FieldHistory } from './fields/FieldHistory';
import { ContactImports } from './imports/ContactImports';
import { ImportRunner } from './imports/ImportRunner';

const LOOK_EVERY_MS = 500;
const PRUNE_EVERY_MS = 30_000;
const CLEAN_EVERY_MS = 3_600_000;

/** In processes with the worker role: changes of many people, imports, and what history and old files may be forgotten. */
@Injectable()
export class ContactWorker implements LifecyclePart {
  readonly name = 'contacts';
  private readonly work: RepeatingWork;
  private stopping = false;

  constructor(
    lifecycle: Lifecycle,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) logger: Logger,
    private readonly jobs: ContactJobs,
    private readonly imports: ContactImports,
    private readonly runner: ImportRunner,
    private readonly exports: ContactExports,
    private readonly history: FieldHistory,
  ) {
    this.work = new RepeatingWork(this.name, logger);
    lifecycle.register(this);
  }

  start(): void {
    if (!this.config.ROLES.includes('worker')) return;
    this.work.every(LOOK_EVERY_MS, 'changes of many', () => this.untilDone(() => this.jobs.work()));
    this.work.every(LOOK_EVERY_MS, 'imports', () => this.untilDone(() => this.runner.work()));
    this.work.every(PRUNE_EVERY_MS, 'history of fields', () => this.untilDone(() => this.history.prune()));
    this.work.every(CLEAN_EVERY_MS, 'old files', async () => {
      await this.exports.clean();
      await this.imports.clean();
    });
  }

  quiesce(): void {
    this.stopping = true;
    this.work.quiesce();
  }

  stop(): Promise<void> {
    this.stopping = true;
    return this.work.stop();
  }

  private async untilDone(part: () => Promise<boolean>): Promise<void> {
    while (!this.stopping && (await part()));
  }
}
