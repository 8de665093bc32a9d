import type { CallOutcome, LineGateway } from '@chatloom/line';
import { type Clock, type Database, type Logger, sanitizeText } from '@chatloom/platform';
import type { FirstMet } from '../ingest/Ingest';

/** The first answer waits so long for the name it may want to use; then it goes out without. */
export const PROFILE_WAIT_MS = 1_500;

/** Asks LINE who somebody is. */
export abstract class Profiles {
  abstract profile(channelId: string, lineUserId: string): Promise<CallOutcome<{ displayName: string; pictureUrl?: string; language?: string }> | null>;
}
export type ProfileGateway = Pick<LineGateway, 'profile'>;

/** Fills in the name, picture and language of people met for the first time, before their first turn where LINE is quick. */
export class ProfileReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly profiles: Profiles,
  ) {}

  /** Resolves when known, or after `PROFILE_WAIT_MS`; never rejects. */
  async read(person: FirstMet): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, PROFILE_WAIT_MS)));
    await Promise.race([this.readAndStore(person), late]);
    clearTimeout(timer);
  }

  private async readAndStore(person: FirstMet): Promise<void> {
    try {
      const outcome = await this.profiles.profile(person.channelId, person.lineUserId);
      if (outcome?.kind !== 'ok') return;
      const { displayName, pictureUrl, language } = outcome.value;
      await this.database.pg.query(
        'contacts.profile',
        `UPDATE contact SET display_name = $3, picture_url = $4, language = coalesce(language, $5), profile_at = to_timestamp($6::float8 / 1000)
         WHERE channel_id = $1 AND line_user_id = $2`,
        [person.channelId, person.lineUserId, sanitizeText(displayName), pictureUrl ?? null, language ?? null, this.clock.now()],
      );
    } catch (error) {
      this.logger.warn({ err: error as Error, channelId: person.channelId }, 'A profile could not be read.');
    }
  }
}
