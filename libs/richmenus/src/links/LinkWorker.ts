import { Injectable } from '@nestjs/common';
import { type ChannelInUse, ChannelDirectory, LineGateways } from '@chatloom/bots';
import type { CallOutcome } from '@chatloom/line';
import { RICH_MENU_BULK_USERS } from '@chatloom/messages';
import { Clock, Database } from '@chatloom/platform';
import { type BotScene, Scenes } from '../seeing/Scenes';
import { defaultMenu, personalMenu } from '../seeing/whatPersonSees';

/** People looked at in one go. */
const CHUNK = 2_000;
/** Nobody else looks at a claimed person for so long; longer than all calls of a chunk may take. */
const LEASE_MS = 60_000;
/** Up to so many people with the same menu are told one by one: that works at once, a bulk call within seconds (FACTS §9). */
const ONE_BY_ONE = 5;
/** A channel that is paused, or whose token LINE refuses. */
const CHANNEL_WAIT_MS = 60_000;

interface Due {
  contactId: string;
  botId: string;
  channelId: string;
  lineUserId: string;
  tags: string[];
  isFriend: boolean;
  manualMenuId: string | null;
  appliedId: string | null;
  version: number;
}

/** Tells LINE which menu of their own people have, whenever that may have changed. */
@Injectable()
export class LinkWorker {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly scenes: Scenes,
    private readonly directory: ChannelDirectory,
    private readonly gateways: LineGateways,
  ) {}

  /** Everybody who is due. Safe in several processes at once. @returns how many were looked at */
  async work(): Promise<number> {
    let looked = 0;
    for (;;) {
      const due = await this.claim();
      looked += due.length;
      if (due.length > 0) await this.tell(due);
      if (due.length < CHUNK) return looked;
    }
  }

  private async claim(): Promise<Due[]> {
    const { rows } = await this.database.pg.query<Due>(
      'richMenus.claimLinks',
      `WITH mine AS (SELECT contact_id FROM rich_menu_link WHERE due_at <= to_timestamp($1::float8 / 1000) ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       UPDATE rich_menu_link l SET due_at = to_timestamp(($1::float8 + $2) / 1000) FROM mine, contact c
       WHERE l.contact_id = mine.contact_id AND c.id = l.contact_id
       RETURNING l.contact_id AS "contactId", l.bot_id AS "botId", l.channel_id AS "channelId", c.line_user_id AS "lineUserId", c.tags, c.is_friend AS "isFriend",
         l.manual_menu_id AS "manualMenuId", l.applied_id AS "appliedId", l.version`,
      [this.clock.now(), LEASE_MS, CHUNK],
    );
    return rows;
  }

  private async tell(due: readonly Due[]): Promise<void> {
    const scenes = new Map<string, BotScene>();
    const groups = new Map<string, { channelId: string; wanted: string | null; people: Due[] }>();
    for (const person of due) {
      const scene = scenes.get(person.botId) ?? (await this.scenes.load(person.botId));
      scenes.set(person.botId, scene);
      const { appliedId, channelId } = person;
      const now = scene.at(channelId, this.clock.now());
      const menuId = person.isFriend ? personalMenu(person, now) : null;
      // A tab of the default that they chose by themselves may stay, too.
      const shown = menuId ?? defaultMenu(now);
      const isRightMenu = appliedId !== null && shown !== null && scene.hasTab(channelId, shown, appliedId);
      // Who is no friend keeps what they have at LINE until they are one again: LINE would ignore us.
      const wanted = person.isFriend ? menuId && scene.firstTab(channelId, menuId) : appliedId;
      const isTold = wanted === appliedId || isRightMenu;
      const key = `${channelId}/${isTold ? 'told' : wanted}`;
      const group = groups.get(key) ?? { channelId, wanted, people: [] };
      groups.set(key, group);
      group.people.push(person);
    }
    for (const [key, { channelId, wanted, people }] of groups) {
      if (key.endsWith('/told')) await this.nothingToTell(people);
      else await this.tellGroup(channelId, wanted, people);
    }
  }

  private async tellGroup(channelId: string, wanted: string | null, people: readonly Due[]): Promise<void> {
    const channel = await this.directory.byId(channelId);
    if (channel?.state !== 'active') return this.postpone(people, CHANNEL_WAIT_MS, null);
    if (people.length <= ONE_BY_ONE) return this.tellOneByOne(channel, wanted, people);
    const { richMenus } = this.gateways.of(channel.kind);
    for (let from = 0; from < people.length; from += RICH_MENU_BULK_USERS) {
      const part = people.slice(from, from + RICH_MENU_BULK_USERS);
      const userIds = part.map((person) => person.lineUserId);
      const outcome = wanted === null ? await richMenus.bulkUnlink(channel, userIds) : await richMenus.bulkLink(channel, userIds, wanted);
      // One strange id spoils the whole call; alone it spoils only its own.
      if (outcome.kind === 'refused' || outcome.kind === 'notFound') await this.tellOneByOne(channel, wanted, part);
      else await this.settle(part, wanted, outcome);
    }
  }

  private async tellOneByOne(channel: ChannelInUse, wanted: string | null, people: readonly Due[]): Promise<void> {
    const { richMenus } = this.gateways.of(channel.kind);
    for (const person of people) {
      await this.settle([person], wanted, wanted === null ? await richMenus.unlink(channel, person.lineUserId) : await richMenus.link(channel, person.lineUserId, wanted));
    }
  }

  private async settle(people: readonly Due[], wanted: string | null, outcome: CallOutcome<true>): Promise<void> {
    switch (outcome.kind) {
      case 'ok':
        return this.done(people, wanted, null);
      case 'retryLater':
        return this.postpone(people, outcome.after, null);
      case 'unauthorized':
        return this.postpone(people, CHANNEL_WAIT_MS, 'LINE does not accept the access token of this channel.');
      case 'notFound':
        return this.done(people, null, wanted === null ? null : 'LINE does not know this person or this menu.');
      case 'refused':
        return this.done(people, null, `LINE refused: ${outcome.message}`);
    }
  }

  private async nothingToTell(people: readonly Due[]): Promise<void> {
    await this.database.pg.query(
      'richMenus.linksFine',
      `UPDATE rich_menu_link l SET due_at = NULL FROM unnest($1::uuid[], $2::int[]) AS p (id, version) WHERE l.contact_id = p.id AND l.version = p.version`,
      [people.map((one) => one.contactId), people.map((one) => one.version)],
    );
  }

  /** Somebody whose row changed meanwhile stays due. */
  private async done(people: readonly Due[], appliedId: string | null, problem: string | null): Promise<void> {
    await this.database.pg.query(
      'richMenus.linksDone',
      `UPDATE rich_menu_link l SET applied_id = $3, problem = $4, attempts = 0, due_at = CASE WHEN l.version = p.version THEN NULL ELSE l.due_at END
       FROM unnest($1::uuid[], $2::int[]) AS p (id, version) WHERE l.contact_id = p.id`,
      [people.map((one) => one.contactId), people.map((one) => one.version), appliedId, problem],
    );
  }

  private async postpone(people: readonly Due[], afterMs: number, problem: string | null): Promise<void> {
    await this.database.pg.query(
      'richMenus.linksLater',
      `UPDATE rich_menu_link l SET problem = $4, attempts = least(l.attempts + 1, 30000), due_at = CASE WHEN l.version = p.version THEN to_timestamp($3::float8 / 1000) ELSE l.due_at END
       FROM unnest($1::uuid[], $2::int[]) AS p (id, version) WHERE l.contact_id = p.id`,
      [people.map((one) => one.contactId), people.map((one) => one.version), this.clock.now() + afterMs, problem],
    );
  }
}
