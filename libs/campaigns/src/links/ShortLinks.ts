import { Clock, Database } from '@chatloom/platform';
import { GroupCommit } from '@chatloom/conversations';
import { Injectable } from '@nestjs/common';
import { isSignedFor, readShortCode } from './shortCode';

interface Tap {
  code: string;
  runId: string;
  botId: string;
  /** Number of the recipient, when the address was theirs. */
  no: number | null;
  at: number;
}

/** Many taps share a commit; more than this waiting and taps are not counted, but people still get where they want to. */
const LIMITS = { maxBatch: 500, maxConcurrent: 1, maxWaiting: 20_000 };

/** Short addresses of campaigns: where they lead, and who followed them. */
@Injectable()
export class ShortLinks {
  private readonly taps: GroupCommit<Tap>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.taps = new GroupCommit((batch) => this.write(batch), LIMITS);
  }

  /**
   * Where an address leads; null for one that is none of ours. Only what was stored beforehand is ever led to.
   * @param isPerson a tap counts; a machine that looks at the page beforehand does not
   */
  async follow(text: string, isPerson: boolean): Promise<string | null> {
    const read = readShortCode(text);
    if (!read) return null;
    const { rows } = await this.database.pg.query<{ url: string; salt: string; run_id: string; bot_id: string }>('campaigns.link', 'SELECT url, salt, run_id, bot_id FROM campaign_link WHERE code = $1', [read.code]);
    const link = rows[0];
    if (!link) return null;
    if (isPerson) {
      const no = read.person && isSignedFor(link.salt, read.person) ? read.person.no : null;
      // A count that cannot be kept must not keep a person from the page.
      await this.taps.add({ code: read.code, runId: link.run_id, botId: link.bot_id, no, at: this.clock.now() }).catch(() => undefined);
    }
    return link.url;
  }

  private async write(taps: Tap[]): Promise<void> {
    const hour = (at: number) => at - (at % 3_600_000);
    const byHour = new Map<string, Tap & { clicks: number }>();
    const byPerson = new Map<string, Tap & { clicks: number }>();
    for (const tap of taps) {
      count(byHour, `${tap.code} ${hour(tap.at)}`, { ...tap, at: hour(tap.at) });
      if (tap.no !== null) count(byPerson, `${tap.code} ${tap.no}`, tap);
    }
    const hours = [...byHour.values()];
    const people = [...byPerson.values()];
    await this.database.pg.query(
      'campaigns.countTaps',
      `WITH people AS (
         INSERT INTO campaign_click (run_id, no, code, bot_id, first_at, times)
         SELECT run_id, no, code, bot_id, to_timestamp(at / 1000), times FROM unnest($6::uuid[], $7::int[], $8::text[], $9::uuid[], $10::float8[], $11::int[]) AS p (run_id, no, code, bot_id, at, times)
         ON CONFLICT (run_id, no, code) DO UPDATE SET times = campaign_click.times + excluded.times
       )
       INSERT INTO campaign_click_hour (code, hour, run_id, bot_id, clicks)
       SELECT code, to_timestamp(at / 1000), run_id, bot_id, clicks FROM unnest($1::text[], $2::float8[], $3::uuid[], $4::uuid[], $5::int[]) AS h (code, at, run_id, bot_id, clicks)
       ON CONFLICT (code, hour) DO UPDATE SET clicks = campaign_click_hour.clicks + excluded.clicks`,
      [
        hours.map((one) => one.code), hours.map((one) => one.at), hours.map((one) => one.runId), hours.map((one) => one.botId), hours.map((one) => one.clicks),
        people.map((one) => one.runId), people.map((one) => one.no), people.map((one) => one.code), people.map((one) => one.botId), people.map((one) => one.at), people.map((one) => one.clicks),
      ],
    );
  }
}

function count(into: Map<string, Tap & { clicks: number }>, key: string, tap: Tap): void {
  const known = into.get(key);
  if (known) known.clicks++;
  else into.set(key, { ...tap, clicks: 1 });
}
