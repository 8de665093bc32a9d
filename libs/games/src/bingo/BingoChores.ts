import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@chatloom/platform';
import { GamesWorker } from '../frame/GamesWorker';
import { BINGO_CHORE, BingoPlay } from './BingoPlay';
import { BINGO_COLUMNS, type BingoRow } from './BingoRow';

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

  /** Do all that is due by now, one game after the other. @returns how many games had something due */
  async work(): Promise<number> {
    for (let done = 0; ; done += 1) if (!(await this.one())) return done;
  }

  private one(): Promise<boolean> {
    return this.database.pg.transaction(async (tx) => {
      const { rows } = await tx.query<BingoRow>(
        'bingo.due',
        `SELECT ${BINGO_COLUMNS} FROM bingo_game WHERE due_at <= to_timestamp($1::float8 / 1000) ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [this.clock.now()],
      );
      if (!rows[0]) return false;
      await this.play.doDue(tx, rows[0]);
      return true;
    });
  }
}
