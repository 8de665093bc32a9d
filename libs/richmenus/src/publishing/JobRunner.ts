import { Injectable } from '@nestjs/common';
import { Bots, type ChannelInUse, ChannelDirectory, LineGateways } from '@chatloom/bots';
import type { CallOutcome, RichMenuCalls, RichMenuRequest } from '@chatloom/line';
import { toLineRichMenu } from '@chatloom/messages';
import { Clock, Database } from '@chatloom/platform';
import { Pictures } from '../menus/Pictures';
import { ChannelDefaults } from '../seeing/ChannelDefaults';
import { inChunks } from '../links/inChunks';
import { lookAgainAtTagged, Rules } from '../seeing/Rules';
import { defaultMenu } from '../seeing/whatPersonSees';
import { explainRefusal, type FinalFailure } from './explainRefusal';
import { type ClaimedRow, Publications } from './Publications';
import { aliasOf, type JobFailure, type LiveTab, type Phase, PUBLISH_STEPS, readTag, tagOf, UNPUBLISH_STEPS } from './publishJob';

/** How long a look at people who are being moved pauses, and how often it is repeated before the old menus go all the same. */
const LOOK_EVERY_MS = 1_000;
const LOOKS_MAX = 300;
/** Without a token that LINE accepts nothing can be tidied up; it is tried again when perhaps somebody entered a new one. */
const TOKEN_WAIT_MS = 60_000;

/** Come back later. */
class Wait {
  constructor(
    readonly afterMs: number,
    readonly waitsFor: NonNullable<ClaimedRow['job']['waitsFor']>,
  ) {}
}
/** It cannot succeed; what was made is taken back. */
class Failed {
  constructor(readonly failure: JobFailure) {}
}

/** What a job works with. */
interface Bench {
  row: ClaimedRow;
  channel: ChannelInUse;
  line: RichMenuCalls;
}

/**
 * Publishes and unpublishes menus step by step (FACTS §9 "order of calls"). After every call the step reached is stored, so another
 * process can go on where a dead one stopped. Until `show` everything can be taken back; from there on the new menu is what people see,
 * and what remains (moving people, deleting the old menus) is repeated until it is done.
 */
@Injectable()
export class JobRunner {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly publications: Publications,
    private readonly pictures: Pictures,
    private readonly rules: Rules,
    private readonly defaults: ChannelDefaults,
    private readonly bots: Bots,
    private readonly directory: ChannelDirectory,
    private readonly gateways: LineGateways,
  ) {}

  /** Work on one job until it ends or has to wait. Harmless when somebody else works on it. */
  async run(menuId: string, channelId: string): Promise<void> {
    const row = await this.publications.claim(menuId, channelId);
    if (!row) return;
    const channel = await this.directory.byId(channelId);
    if (!channel) {
      row.job.failure = { code: 'channelGone', message: 'The channel does not exist any more.', details: [] };
      return this.publications.finish(row);
    }
    const bench: Bench = { row, channel, line: this.gateways.of(channel.kind).richMenus };
    for (;;) {
      try {
        const next = await this.take(bench);
        if (next === 'end') return await this.publications.finish(row);
        row.job.phase = next;
        row.job.waitsFor = null;
        await this.publications.save(row);
      } catch (thrown) {
        if (thrown instanceof Wait) {
          row.job.waitsFor = thrown.waitsFor;
          return this.publications.save(row, thrown.afterMs);
        }
        if (!(thrown instanceof Failed)) throw thrown;
        // What cannot be taken back now is found by its name when the menu is published next.
        if (row.job.phase === 'undo') return this.publications.finish(row);
        row.job.failure = thrown.failure;
        this.mark(row, row.job.phase, 'failed');
        row.job.phase = 'undo';
        await this.publications.save(row);
      }
    }
  }

  private async take(bench: Bench): Promise<Phase | 'end'> {
    const { job } = bench.row;
    const { phase } = job;
    if (phase === 'undo') {
      await this.undo(bench);
      return 'end';
    }
    this.mark(bench.row, phase, 'running');
    await this[phase](bench);
    this.mark(bench.row, phase, 'done');
    const order = job.kind === 'publish' ? PUBLISH_STEPS : UNPUBLISH_STEPS;
    return order[order.indexOf(phase) + 1] ?? 'end';
  }

  private mark({ job }: ClaimedRow, code: Phase, state: 'running' | 'done' | 'failed' | 'undone'): void {
    const step = job.steps.find((one) => one.code === code);
    if (step && step.state !== state) Object.assign(step, { state, at: new Date(this.clock.now()).toISOString() });
  }

  // ---------------------------------------------------------------- what can be taken back

  private async validate({ row, channel, line }: Bench): Promise<void> {
    for (const tab of row.job.document.tabs) must(await line.validate(channel, this.lineMenu(row, tab.id)), tab.id);
  }

  private async create(bench: Bench): Promise<void> {
    const { row, channel, line } = bench;
    const { job } = row;
    if (job.creating) await this.adopt(bench);
    for (const tab of job.document.tabs) {
      if (job.made.some((one) => one.tabId === tab.id)) continue;
      job.creating = true;
      await this.publications.save(row);
      const { richMenuId } = must(await line.create(channel, this.lineMenu(row, tab.id)), tab.id);
      job.made.push({ tabId: tab.id, richMenuId, uploaded: false });
      await this.publications.save(row);
    }
    job.creating = false;
  }

  /** A process may have died between LINE's answer and our note of it: menus of this job are known by their names. */
  private async adopt({ row, channel, line }: Bench): Promise<void> {
    const { job } = row;
    for (const { richMenuId, name } of must(await line.list(channel)).richmenus) {
      const tag = readTag(name);
      const tab = tag && tag.menu === row.menuId.slice(-12) && tag.job === job.id.slice(-12) ? job.document.tabs[tag.tabIndex] : undefined;
      if (tab && !job.made.some((one) => one.tabId === tab.id)) job.made.push({ tabId: tab.id, richMenuId, uploaded: false });
    }
  }

  private async upload({ row, channel, line }: Bench): Promise<void> {
    for (const made of row.job.made) {
      if (made.uploaded) continue;
      const { picture } = row.job.document.tabs.find((tab) => tab.id === made.tabId)!;
      const outcome = await line.upload(channel, made.richMenuId, await this.pictures.read(row.botId, picture!.pictureId));
      // A call that seemed to fail may have arrived; a menu takes one picture only.
      const isThere = outcome.kind === 'refused' && /already been uploaded/i.test(outcome.message);
      if (!isThere) must(outcome, made.tabId);
      made.uploaded = true;
      await this.publications.save(row);
    }
  }

  private async alias({ row, channel, line }: Bench): Promise<void> {
    const { job } = row;
    if (job.document.tabs.length < 2) return;
    for (const { tabId, richMenuId } of job.made) {
      const aliasId = aliasOf(row.menuId, tabId);
      const noted = job.aliased.find((one) => one.aliasId === aliasId);
      if (noted?.told) continue;
      const entry = noted ?? { aliasId, before: job.old.find((tab) => tab.aliasId === aliasId)?.richMenuId ?? null, told: false };
      if (!noted) {
        job.aliased.push(entry);
        await this.publications.save(row);
      }
      const updated = await line.updateAlias(channel, aliasId, richMenuId);
      if (updated.kind === 'notFound' || (updated.kind === 'refused' && /not found/i.test(updated.message))) must(await line.createAlias(channel, aliasId, richMenuId), tabId);
      else must(updated, tabId);
      entry.told = true;
      await this.publications.save(row);
    }
  }

  /** Takes back what `alias` and `create` did. Ends also when LINE cannot be asked for lack of a token: what is left is found by its name later. */
  private async undo({ row, channel, line }: Bench): Promise<void> {
    const { job } = row;
    for (const { aliasId, before } of [...job.aliased].reverse()) {
      if (!tidied(before === null ? await line.deleteAlias(channel, aliasId) : await line.updateAlias(channel, aliasId, before))) return;
      job.aliased.pop();
      await this.publications.save(row);
    }
    if (job.creating) await this.adopt({ row, channel, line });
    for (const { richMenuId } of [...job.made]) {
      if (!tidied(await line.delete(channel, richMenuId))) return;
      job.made = job.made.filter((one) => one.richMenuId !== richMenuId);
      await this.publications.save(row);
    }
    for (const step of job.steps) if (step.state === 'done') step.state = 'undone';
  }

  // ---------------------------------------------------------------- what people see

  private async show({ row, channel }: Bench): Promise<void> {
    const { job, menuId, channelId, botId } = row;
    const live = job.kind === 'publish' ? this.liveTabs(row) : null;
    const [rules, rows, bot] = await Promise.all([this.rules.get(botId), this.publications.ofChannel(channelId), this.bots.getOrThrow(botId)]);
    const firstTabs = new Map(rows.flatMap((one) => (one.live ? [[one.menuId, one.live.tabs[0]!.richMenuId]] : [])));
    if (live) firstTabs.set(menuId, live[0]!.richMenuId);
    else firstTabs.delete(menuId);
    const wanted = defaultMenu({ rules, published: new Set(firstTabs.keys()), now: this.clock.now(), timeZone: bot.timeZone });
    must(await this.defaults.tell(channel, wanted === null ? null : firstTabs.get(wanted)!, job.old.map((tab) => tab.richMenuId)));

    // Who has an old menu is moved in the next step; a menu that is new here may be waited for.
    const isNew = job.kind === 'publish' && job.old.length === 0;
    const tags = rules.tagRules.filter((rule) => rule.menuId === menuId).map((rule) => rule.tag);
    row.live = live && { revision: job.revision, tabs: live };
    await this.database.pg.transaction(async (tx) => {
      await tx.query(
        'richMenus.setLive',
        `UPDATE rich_menu_publication SET live = $3, published_at = CASE WHEN $3::json IS NULL THEN NULL ELSE to_timestamp($4::float8 / 1000) END WHERE menu_id = $1 AND channel_id = $2`,
        [menuId, channelId, row.live === null ? null : JSON.stringify(row.live), this.clock.now()],
      );
      if (!isNew) return;
      await inChunks(async (after, limit) => {
        const { rows: due } = await tx.query<{ id: string }>(
          'richMenus.dueGiven',
          `WITH part AS (SELECT contact_id AS id FROM rich_menu_link WHERE channel_id = $1 AND manual_menu_id = $2 AND contact_id > $3 ORDER BY contact_id LIMIT $4), due AS (
             UPDATE rich_menu_link l SET version = version + 1, due_at = clock_timestamp(), attempts = 0 FROM part WHERE l.contact_id = part.id
           ) SELECT id FROM part ORDER BY id DESC LIMIT 1`,
          [channelId, menuId, after, limit],
        );
        return due[0]?.id;
      });
      await lookAgainAtTagged(tx, botId, tags, channelId);
    });
  }

  /**
   * People who have an old menu of their own get the new one: by one batch, which also reaches those who changed tabs by themselves.
   * LINE takes three batches an hour; otherwise the link worker moves the people we know of, and this step waits for it.
   */
  private async move({ row, channel, line }: Bench): Promise<void> {
    const { job, channelId } = row;
    if (job.old.length === 0) return;
    const oldIds = job.old.map((tab) => tab.richMenuId);
    if (job.batch === null) {
      const known = await this.peopleWith(channelId, oldIds);
      const mayHaveSwitched = job.old.length > 1;
      job.batch = 'skipped';
      let isBatched = false;
      if (job.kind === 'publish' && (mayHaveSwitched || known > 500)) {
        const operations = job.old.map((tab) => ({ type: 'link' as const, from: tab.richMenuId, to: this.successorOf(row, tab) }));
        const outcome = await line.batch(channel, operations, `cl-${job.id}`);
        isBatched = outcome.kind === 'ok' && outcome.requestId !== undefined;
        if (outcome.kind === 'ok' && outcome.requestId !== undefined) job.batch = { requestId: outcome.requestId };
      }
      if (!isBatched && known > 0) await this.lookAgainAt(channelId, oldIds, oldIds);
      await this.publications.save(row);
    }
    if (job.batch !== 'skipped') {
      const progress = await line.batchProgress(channel, job.batch.requestId);
      if (progress.kind === 'ok' && progress.value.phase === 'ongoing' && ++job.looks < LOOKS_MAX) throw new Wait(LOOK_EVERY_MS * 2, 'people');
      if (progress.kind === 'retryLater') throw new Wait(progress.after, progress.reason);
      const isMoved = progress.kind === 'ok' && progress.value.phase === 'succeeded';
      // Moved or not, each is looked at again: rules may say something else by now.
      await this.lookAgainAt(channelId, oldIds, isMoved ? job.old.map((tab) => this.successorOf(row, tab)) : oldIds);
      job.batch = 'skipped';
      await this.publications.save(row);
    }
    if ((await this.peopleWith(channelId, oldIds)) > 0 && ++job.looks < LOOKS_MAX) throw new Wait(LOOK_EVERY_MS, 'people');
  }

  private async cleanUp(bench: Bench): Promise<void> {
    const { row, channel, line } = bench;
    const kept = new Set((row.live?.tabs ?? []).map((tab) => tab.aliasId));
    for (const { aliasId } of row.job.old) {
      if (aliasId !== null && !kept.has(aliasId)) tidiedLater(await line.deleteAlias(channel, aliasId));
    }
    for (const { richMenuId } of [...row.job.old]) {
      tidiedLater(await line.delete(channel, richMenuId));
      row.job.old = row.job.old.filter((tab) => tab.richMenuId !== richMenuId);
      await this.publications.save(row);
    }
    await this.deleteOrphans(bench);
  }

  /** Menus of ours that no publication and no other job knows: left by a process that died, or while the token was revoked. */
  private async deleteOrphans({ row, channel, line }: Bench): Promise<void> {
    const listed = await line.list(channel);
    if (listed.kind !== 'ok') return;
    const rows = await this.publications.ofChannel(row.channelId);
    const known = new Set(rows.flatMap((one) => [...(one.live?.tabs ?? []), ...(one.job?.made ?? []), ...(one.job?.old ?? [])].map((tab) => tab.richMenuId)));
    const jobs = new Set(rows.flatMap((one) => (one.job ? [one.job.id.slice(-12)] : [])));
    for (const { richMenuId, name } of listed.value.richmenus) {
      const tag = readTag(name);
      if (!tag || tag.menu !== row.menuId.slice(-12) || known.has(richMenuId)) continue;
      if (jobs.has(tag.job) && tag.job !== row.job.id.slice(-12)) continue;
      tidiedLater(await line.delete(channel, richMenuId));
    }
  }

  // ---------------------------------------------------------------- small things

  /** People with one of the old menus are due; `nowIds` is what each of these menus was replaced by, or itself. */
  private async lookAgainAt(channelId: string, oldIds: readonly string[], nowIds: readonly string[]): Promise<void> {
    await inChunks(async (after, limit) => {
      const { rows } = await this.database.pg.query<{ id: string }>(
        'richMenus.moved',
        `WITH part AS (
           SELECT l.contact_id AS id, m.now_id FROM rich_menu_link l JOIN unnest($2::text[], $3::text[]) AS m (old_id, now_id) ON l.applied_id = m.old_id
           WHERE l.channel_id = $1 AND l.contact_id > $4 ORDER BY l.contact_id LIMIT $5
         ), moved AS (
           UPDATE rich_menu_link l SET applied_id = part.now_id, version = version + 1, due_at = clock_timestamp(), attempts = 0 FROM part WHERE l.contact_id = part.id
         ) SELECT id FROM part ORDER BY id DESC LIMIT 1`,
        [channelId, oldIds, nowIds, after, limit],
      );
      return rows[0]?.id;
    });
  }

  private async peopleWith(channelId: string, richMenuIds: readonly string[]): Promise<number> {
    const { rows } = await this.database.pg.query<{ count: number }>('richMenus.peopleWith', 'SELECT count(*)::int AS count FROM rich_menu_link WHERE channel_id = $1 AND applied_id = ANY($2::text[])', [
      channelId, richMenuIds,
    ]);
    return rows[0]!.count;
  }

  /** The new menu in the place of an old tab; the first tab where that tab is no more. */
  private successorOf({ live }: ClaimedRow, old: LiveTab): string {
    return (live!.tabs.find((tab) => tab.tabId === old.tabId) ?? live!.tabs[0]!).richMenuId;
  }

  private liveTabs({ menuId, job }: ClaimedRow): LiveTab[] {
    const hasTabs = job.document.tabs.length > 1;
    return job.document.tabs.map((tab) => ({
      tabId: tab.id,
      richMenuId: job.made.find((made) => made.tabId === tab.id)!.richMenuId,
      aliasId: hasTabs ? aliasOf(menuId, tab.id) : null,
      areas: tab.areas.map(({ id, bounds }) => ({ id, bounds })),
    }));
  }

  private lineMenu({ menuId, job }: ClaimedRow, tabId: string): RichMenuRequest {
    const index = job.document.tabs.findIndex((tab) => tab.id === tabId);
    return toLineRichMenu(job.document, tabId, { id: menuId, name: job.name, tag: tagOf(menuId, job.id, index), aliasOf: (id) => aliasOf(menuId, id) }) as RichMenuRequest;
  }
}

/** The value of a call that has to succeed. @throws Wait, Failed */
function must<T>(outcome: CallOutcome<T>, tabId?: string): T {
  if (outcome.kind === 'ok') return outcome.value;
  if (outcome.kind === 'retryLater') throw new Wait(outcome.after, outcome.reason);
  throw new Failed(explainRefusal(outcome satisfies FinalFailure, tabId));
}

/** Of tidying up while undoing: done, or gone already? `false` when LINE does not let us. @throws Wait */
function tidied(outcome: CallOutcome<true>): boolean {
  if (outcome.kind === 'retryLater') throw new Wait(outcome.after, outcome.reason);
  return outcome.kind !== 'unauthorized';
}

/** Of tidying up after success: repeated until it is done. What LINE refuses stays. @throws Wait */
function tidiedLater(outcome: CallOutcome<true>): void {
  if (!tidied(outcome)) throw new Wait(TOKEN_WAIT_MS, 'token');
}
