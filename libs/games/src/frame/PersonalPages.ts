import { Injectable } from '@nestjs/common';
import type { PersonalAct, PersonalPage } from '@chatloom/contract';
import { Clock, Database, type Sql, type Transaction } from '@chatloom/platform';
import { GameAudit } from './GameAudit';
import type { GameKind } from './gamePostback';
import { untimely } from './GameTaps';
import { withPagePictures } from './pagePictures';
import { type PersonalLink, PersonalLinks } from './PersonalLinks';

/** Who looks at which game, as a signed link says it and the tables confirm it. */
export interface PersonalScene extends PersonalLink {
  botId: string;
  channelId: string;
  /** Their own chat with the account; null for somebody who has never been in it. */
  conversationId: string | null;
  displayName: string | null;
  /** Of their profile, BCP 47, where it is known. */
  language: string | undefined;
  botName: string;
  /** Of the bot, BCP 47. */
  botLanguage: string;
  /** ms since 1970, of the injected clock. */
  now: number;
}

/** What a kind of game says about one person's page. */
export interface PersonalPageSource {
  /** What the person sees now; null when there is nothing for them (any more). Changes nothing: programs that preview links ask too. */
  show(sql: Sql, scene: PersonalScene): Promise<PersonalPage | null>;
  /**
   * Do what the person asked for, in the transaction `tx`, touching only our database. Answers with a word for what came of it
   * (`won`, `limit`, `wrongPin` …); whatever was not possible is such a word as well, and changes nothing.
   */
  act?(tx: Transaction, scene: PersonalScene, act: PersonalAct): Promise<string>;
}

/** Where kinds of games plug in their personal pages. */
@Injectable()
export class PersonalPages {
  private readonly sources = new Map<GameKind, PersonalPageSource>();

  constructor(
    private readonly links: PersonalLinks,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: GameAudit,
  ) {}

  /** @throws Error when the kind has a source already */
  register(kind: GameKind, source: PersonalPageSource): void {
    if (this.sources.has(kind)) throw new Error(`Two sources for personal pages of a ${kind}.`);
    this.sources.set(kind, source);
  }

  /** Who stands behind a token; null when it is forged, or the person is gone. */
  async scene(token: string): Promise<PersonalScene | null> {
    const link = this.links.read(token);
    if (!link || !this.sources.has(link.kind)) return null;
    const { rows } = await this.database.pg.query<Pick<PersonalScene, 'botId' | 'channelId' | 'conversationId' | 'displayName' | 'botName' | 'botLanguage'> & { language: string | null }>(
      'games.personalScene',
      // Not bounded by a bot: the signature over the person's id is the key, and a person belongs to one bot.
      `SELECT c.bot_id AS "botId", c.channel_id AS "channelId", c.display_name AS "displayName", c.language, b.name AS "botName", b.language AS "botLanguage", v.id AS "conversationId"
       FROM contact c JOIN bot b ON b.id = c.bot_id LEFT JOIN conversation v ON v.channel_id = c.channel_id AND v.key = 'u:' || c.line_user_id
       WHERE c.id = $1`,
      [link.contactId],
    );
    return rows[0] ? { ...link, ...rows[0], language: rows[0].language ?? undefined, now: this.clock.now() } : null;
  }

  /** What the person sees now; null when there is nothing (any more). */
  async show(scene: PersonalScene): Promise<PersonalPage | null> {
    return withPagePictures((await this.sources.get(scene.kind)?.show(this.database.pg, scene)) ?? null);
  }

  /** Do what the person asked for, then show what came of it. Null when the page is gone, or nothing can be done on such pages. */
  async act(scene: PersonalScene, act: PersonalAct): Promise<{ outcome: string; page: PersonalPage } | null> {
    const source = this.sources.get(scene.kind);
    if (!source?.act || !(await this.show(scene))) return null;
    const outcome = await this.database.pg.transaction(async (tx) => {
      const word = await source.act!(tx, scene, act);
      const { refused } = untimely(word);
      if (refused) this.audit.refused(tx, scene, refused, scene);
      return word;
    });
    const page = await this.show(scene);
    return page && { outcome, page };
  }
}
