import { Injectable } from '@nestjs/common';
import { NotFoundError } from '@chatloom/bots';
import { Clock, Database } from '@chatloom/platform';
import { GamesWorker } from '../frame/GamesWorker';
import { BINGO_CHORE, BingoPlay } from './BingoPlay';

const EVERY_MS = 1_000;

/** Starts, calls of the timetable and ends of claims: found in the rows of the games, each done once, by whoever comes first. */
@Injectable()
export class BingoChores {
  constructor(
    worker: GamesWorker,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly play: BingoPlay,
  ) {
    worker.register({ name: BINGO_CHORE, everyMs: EVERY_MS, work: () => this.work() });
  }

  /**
   * Do all that is due by now, one game after the other; who finds a game locked waits for its turn, because a game everybody taps in is
   * hardly ever free. @returns how many games had something due
   * @throws what went wrong with one of them, after all others were seen to
   */
  async work(): Promise<number> {
    const { rows } = await this.database.pg.query<{ id: string; botId: string }>('bingo.due', 'SELECT id, bot_id AS "botId" FROM bingo_game WHERE due_at <= to_timestamp($1::float8 / 1000) ORDER BY due_at', [this.clock.now()]);
    const failures: unknown[] = [];
    for (const { id, botId } of rows) {
      await this.database.pg.transaction((tx) => this.play.doDue(tx, botId, id)).catch((error: unknown) => {
        if (!(error instanceof NotFoundError)) failures.push(error);
      });
    }
    if (failures.length > 0) throw failures[0];
    return rows.length;
  }
}
