import type { DrawTry } from '@chatloom/contract';
import { CSV_MARK, csvRow } from '@chatloom/platform';
import type { Draws, DrawView } from './Draws';

/** Tries read at once. */
const CHUNK = 2_000;

/** A draw as a table: its prizes, then the winners with their codes, then everybody who took part; latest first. Read while it is written. */
export async function* exportDraw(draws: Pick<Draws, 'tries'>, botId: string, draw: Pick<DrawView, 'id' | 'name' | 'document' | 'prizes'>): AsyncGenerator<string> {
  const names = new Map(draw.document.prizes.map(({ id, name }) => [id, name]));
  const line = ({ prizeId, displayName, contactId, attempt, code, at }: DrawTry) => csvRow([prizeId === null ? '' : (names.get(prizeId) ?? prizeId), displayName, contactId, attempt, code, at]);
  yield CSV_MARK + csvRow([draw.name]) + csvRow([]) + csvRow(['prize', 'given', 'left']);
  for (const { id, given, left } of draw.prizes) yield csvRow([names.get(id) ?? id, given, left]);
  for (const only of ['winners', 'all'] as const) {
    yield csvRow([]) + csvRow(['prize', 'person', 'contact', 'try', 'code', 'time']);
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: Awaited<ReturnType<Draws['tries']>> = await draws.tries(botId, draw.id, { only, limit: CHUNK, ...(cursor && { cursor }) });
      yield page.items.map(line).join('');
      cursor = page.nextCursor;
    }
  }
}
