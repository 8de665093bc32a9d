import { Injectable } from '@nestjs/common';
import { NotFoundError } from '@chatloom/bots';
import type { PersonalAct, PersonalDraw, PublicDraw, PublicDrawProof } from '@chatloom/contract';
import { Database, SecretsBox, type Sql, type Transaction } from '@chatloom/platform';
import { openSeed } from '../frame/gameSeed';
import type { PersonalPageSource, PersonalScene } from '../frame/PersonalPages';
import { PublicPages } from '../frame/PublicPages';
import { type DrawRow, readDraw } from './DrawRow';
import { DrawTries } from './DrawTries';
import { triesLeft } from './refusalOf';
import { tagOf, tagWinners } from './tagWinners';

const WINNERS = 100;
/** Tries of the proof handed out at once. */
const PROOF_CHUNK = 5_000;

/** What is seen of a draw on pages: by anybody with the link, by one person on their own page, and, once it has ended, the proof. */
@Injectable()
export class DrawPage implements PersonalPageSource {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretsBox,
    private readonly pages: PublicPages,
    private readonly tries: DrawTries,
  ) {}

  /** Null when the draw is gone, or its page is off. */
  async snapshot(botId: string, drawId: string): Promise<PublicDraw | null> {
    const page = await this.pages.shownBy(botId, 'draw', drawId);
    const draw = page && (await findDraw(this.database.pg, botId, drawId));
    if (!page || !draw) return null;
    const { rows: count } = await this.database.pg.query<{ people: number }>('draws.people', 'SELECT count(*)::int AS people FROM draw_person WHERE bot_id = $1 AND draw_id = $2 AND tries > 0', [botId, drawId]);
    const { rows: winners } = await this.database.pg.query<{ prizeId: string; name: string | null }>(
      'draws.winners',
      `SELECT t.prize_id AS "prizeId", CASE WHEN $3 THEN c.display_name END AS name FROM draw_try t JOIN draw_person p ON p.id = t.person_id LEFT JOIN contact c ON c.id = p.contact_id AND c.bot_id = t.bot_id
       WHERE t.bot_id = $1 AND t.draw_id = $2 AND t.prize_id IS NOT NULL ORDER BY CASE WHEN $4 THEN t.place END, t.id DESC LIMIT ${WINNERS}`,
      [botId, drawId, draw.document.showNames, draw.document.kind === 'raffle'],
    );
    return { kind: 'draw', ...(await this.shownToAll(this.database.pg, draw)), people: count[0]!.people, winners, ...page };
  }

  async show(sql: Sql, scene: PersonalScene): Promise<PersonalDraw | null> {
    const draw = await findDraw(sql, scene.botId, scene.gameId);
    if (!draw) return null;
    const { ticket, player, refusal, tries } = await this.tries.look(sql, scene, scene.gameId);
    const { document } = draw;
    const isWaiting = document.kind === 'raffle' && draw.state !== 'ended';
    return {
      kind: 'draw',
      ...(await this.shownToAll(sql, draw)),
      botName: scene.botName,
      language: scene.botLanguage,
      displayName: scene.displayName,
      me: {
        ticket: player.tries > 0 ? ticket : null,
        agreed: document.terms === '' || player.hasAgreed,
        nextAttempt: player.tries + 1,
        triesLeft: triesLeft(document, player),
        refusal,
        outcomes: tries.map(({ attempt, prizeId, code, at }) => ({ attempt, prizeId, code: prizeId === null && !isWaiting ? (document.losersPrize?.code ?? null) : code, at: at.toISOString() })),
      },
    };
  }

  async act(tx: Transaction, scene: PersonalScene, act: PersonalAct): Promise<string> {
    if (act.do === 'agree') {
      await this.tries.agree(tx, scene, scene.gameId);
      return 'agreed';
    }
    if (act.do !== 'try' && act.do !== 'enter') return 'notAllowed';
    const deed = await this.tries.attempt(tx, scene, scene.gameId, act.do === 'try' ? act.attempt : null);
    if (deed.refused !== null) return deed.refused;
    if (deed.draw.document.kind === 'raffle') return 'entered';
    if (deed.outcome === null) return 'limit';
    const tag = deed.isNew ? tagOf(deed.draw.document, deed.outcome.prizeId) : null;
    if (tag !== null) await tagWinners(tx, scene.botId, [scene.contactId], tag);
    return deed.outcome.prizeId === null ? 'lost' : 'won';
  }

  /** What one needs to draw again what chance said, chunk by chunk; null before it has ended. */
  async proof(botId: string, drawId: string, cursor?: string): Promise<PublicDrawProof | null> {
    const draw = await findDraw(this.database.pg, botId, drawId);
    if (!draw || draw.state !== 'ended' || draw.seed === null || draw.commitment === null) return null;
    const [, person, attempt] = /^([0-9a-f-]{36})~(\d{1,9})$/.exec(cursor ?? '') ?? [];
    const { rows } = await this.database.pg.query<PublicDrawProof['tries'][number]>(
      'draws.proof',
      `SELECT person_id AS ticket, attempt, lucky, place, prize_id AS "prizeId" FROM draw_try WHERE bot_id = $1 AND draw_id = $2 AND (person_id, attempt) > ($3::uuid, $4::int) ORDER BY person_id, attempt LIMIT $5`,
      [botId, drawId, person ?? '00000000-0000-0000-0000-000000000000', Number(attempt ?? 0), PROOF_CHUNK],
    );
    const last = rows.at(-1);
    const { kind, chance, prizes } = draw.document;
    return {
      seed: openSeed(this.secrets, 'draw', drawId, draw.seed).toString('hex'),
      commitment: draw.commitment,
      draw: kind,
      chance,
      // A raffle that was stopped has no winners, and promised none.
      prizes: prizes.map(({ id, stock, odds }) => ({ id, stock: kind === 'raffle' && draw.isStopped ? 0 : stock, odds })),
      tries: rows,
      nextCursor: last && rows.length === PROOF_CHUNK ? `${last.ticket}~${last.attempt}` : null,
    };
  }

  private async shownToAll(sql: Sql, draw: DrawRow) {
    const { document, state, commitment, seed, botId, id } = draw;
    const { kind, title, description, terms, opensAt, closesAt, drawAt, losersPrize, prizes, showStock } = document;
    const { rows: given } = showStock
      ? await sql.query<{ prizeId: string; count: number }>('draws.givenOfEach', 'SELECT prize_id AS "prizeId", count(*)::int AS count FROM draw_try WHERE bot_id = $1 AND draw_id = $2 AND prize_id IS NOT NULL GROUP BY prize_id', [botId, id])
      : { rows: [] };
    return {
      draw: kind, title, description, terms, state, opensAt, closesAt, drawAt,
      prizes: prizes.map((prize) => ({
        id: prize.id, name: prize.name, description: prize.description, imageUrl: prize.imageUrl, stock: showStock ? prize.stock : null, left: showStock ? prize.stock - (given.find(({ prizeId }) => prizeId === prize.id)?.count ?? 0) : null,
      })),
      losersPrize: losersPrize && { name: losersPrize.name, description: losersPrize.description, imageUrl: losersPrize.imageUrl },
      commitment,
      seed: state === 'ended' && seed !== null ? openSeed(this.secrets, 'draw', id, seed).toString('hex') : null,
    };
  }
}

async function findDraw(sql: Sql, botId: string, drawId: string): Promise<DrawRow | null> {
  try {
    return await readDraw(sql, botId, drawId);
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
