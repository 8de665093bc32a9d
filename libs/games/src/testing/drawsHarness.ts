import { randomUUID } from 'node:crypto';
import { type DrawDocument, drawDocumentSchema } from '@chatloom/contract';
import type { ConversationsSystem } from '@chatloom/conversations';
import { type Clock, createLogger, type Database, SecretsBox, UuidSource } from '@chatloom/platform';
import type { z } from 'zod';
import { DrawCodes } from '../draws/DrawCodes';
import { DrawEnding } from '../draws/DrawEnding';
import { DrawPage } from '../draws/DrawPage';
import { Draws } from '../draws/Draws';
import { DrawTaps } from '../draws/DrawTaps';
import { DrawTries } from '../draws/DrawTries';
import { playDrawEffect } from '../draws/playDrawEffect';
import { PersonalLinks } from '../frame/PersonalLinks';
import { WhoMayPlayRule } from '../frame/WhoMayPlayRule';
import { GUESTS, type gamesOver } from './gamesHarness';

/** Draws over a real database, beside the games of `gamesOver`, as `GamesModule` puts them together. */
export function drawsOver({ taps, feed, pages, worker }: ReturnType<typeof gamesOver>, parts: { database: Database; clock: Clock; system: Pick<ConversationsSystem, 'ingest' | 'effects'> }) {
  const { database, clock, system } = parts;
  const config = { PUBLIC_URL: 'https://chat.example.com' };
  const secrets = new SecretsBox(['a secret of at least thirty-two characters']);
  const ids = new UuidSource();
  const links = new PersonalLinks(secrets, config);
  const tries = new DrawTries(ids, secrets, new WhoMayPlayRule(GUESTS), feed);
  const ending = new DrawEnding(database, clock, secrets, feed, system.ingest, createLogger({ level: 'silent' }), worker);
  const draws = new Draws(database, ids, clock, secrets, feed, worker, ending);
  const drawTaps = new DrawTaps(taps, tries, links, pages, config);
  system.effects.register('playDraw', playDrawEffect(drawTaps));
  return { tries, ending, draws, codes: new DrawCodes(database), page: new DrawPage(database, secrets, pages, tries), links };
}

/** A draw of instant wins, one prize of which there are ten; `more` says what is different. */
export function drawDocument(more: Partial<z.input<typeof drawDocumentSchema>> = {}): DrawDocument {
  return drawDocumentSchema.parse({ title: 'Luck', kind: 'instant', prizes: [{ id: 'tea', name: 'Tea', stock: 10, odds: 1_000_000 }], ...more });
}

/** People with chats of their own, by their contacts, in the order they were made. */
export async function makePeople(database: Database, { botId, channelId }: { botId: string; channelId: string }, count: number): Promise<string[]> {
  const { rows } = await database.pg.run<{ contactId: string }>(
    `WITH made AS (
       INSERT INTO contact (id, bot_id, channel_id, line_user_id, display_name) SELECT gen_random_uuid(), $1, $2, 'person-' || $4 || '-' || n, 'Person ' || n FROM generate_series(1, $3::int) AS n RETURNING id, line_user_id
     ), talks AS (INSERT INTO conversation (id, bot_id, channel_id, key, contact_id) SELECT gen_random_uuid(), $1, $2, 'u:' || line_user_id, id FROM made)
     SELECT id AS "contactId" FROM made`,
    [botId, channelId, count, randomUUID()],
  );
  return rows.map(({ contactId }) => contactId);
}
