import type { CallOutcome, GroupPlace } from '@chatloom/line';
import { type Clock, type Database, type Logger, sanitizeText } from '@chatloom/platform';
import type { Groups } from '../groups/Groups';
import type { FirstMet } from '../ingest/Ingest';

/** The first answer waits so long for the name it may want to use; then it goes out without. */
export const PROFILE_WAIT_MS = 1_500;

/** What LINE tells about a group; a room has a number of members only. */
export interface GroupFacts {
  name?: string;
  pictureUrl?: string;
  memberCount?: number;
}

/** Asks LINE who somebody is. */
export abstract class Profiles {
  /** A member of a group, also one who is no friend of the account. `null` where there is nobody to ask. */
  async member(_channelId: string, _place: GroupPlace, _lineUserId: string): Promise<CallOutcome<{ displayName: string; pictureUrl?: string }> | null> {
    return null;
  }

  /** `null` where there is nobody to ask, or LINE does not tell now. */
  async group(_channelId: string, _place: GroupPlace): Promise<GroupFacts | null> {
    return null;
  }

  abstract profile(channelId: string, lineUserId: string): Promise<CallOutcome<{ displayName: string; pictureUrl?: string; language?: string }> | null>;
}

/** Fills in the name, picture and language of people and groups met for the first time, before their first turn where LINE is quick. */
export class ProfileReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly profiles: Profiles,
    private readonly groups: Pick<Groups, 'remember'>,
  ) {}

  /** Resolves when known, or after `PROFILE_WAIT_MS`; never rejects. */
  async read(met: FirstMet): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, PROFILE_WAIT_MS)));
    await Promise.race(['group' in met ? this.readGroup(met) : this.readPerson(met), late]);
    clearTimeout(timer);
  }

  /** Asks again what is known of a group: people came or went. Never rejects. */
  async readGroup(met: Extract<FirstMet, { group: unknown }>): Promise<void> {
    try {
      const facts = await this.profiles.group(met.channelId, met.group);
      await this.groups.remember({ botId: met.botId, channelId: met.channelId, place: met.group }, facts);
    } catch (error) {
      this.logger.warn({ err: error as Error, channelId: met.channelId }, 'A group could not be looked up.');
    }
  }

  private async readPerson(person: Extract<FirstMet, { lineUserId: string }>): Promise<void> {
    try {
      const { channelId, lineUserId, place } = person;
      const outcome = await (place ? this.profiles.member(channelId, place, lineUserId) : this.profiles.profile(channelId, lineUserId));
      if (outcome?.kind !== 'ok') return;
      const { displayName, pictureUrl } = outcome.value;
      // LINE tells the language in 1:1 chats only (FACTS §3).
      const language = 'language' in outcome.value ? outcome.value.language : undefined;
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
