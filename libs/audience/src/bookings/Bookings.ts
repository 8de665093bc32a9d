import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { EffectScene } from '@chatloom/conversations';
import { localTimeToInstant } from '@chatloom/engine';
import { Clock, Database, IdSource, type Sql, type Transaction } from '@chatloom/platform';
import { type Cause, tellCause } from '../contacts/Cause';

/** A booking as the team sees it. */
export interface BookingView {
  id: string;
  contactId: string;
  displayName: string | null;
  resource: string;
  at: Date;
  /** On the bot's clock when it was booked: yyyy-MM-ddTHH:mm. */
  local: string;
  people: number;
  note: string;
  state: 'booked' | 'cancelled';
  createdAt: Date;
  cancelledAt: Date | null;
  cancelledBy: 'person' | 'team' | null;
}

/** What the step asks for (`saveBooking` of nodes). */
export interface WantedBooking {
  resource: string;
  /** Epoch ms. */
  at: number;
  local: string;
  /** Where the stretch of time begins that shares its places. */
  slot: string;
  people: number;
  /** Places of the stretch; 0 is no limit. */
  capacity: number;
  note: string;
  flowId: string;
  /** Field of the person the step puts the time into, if any. */
  keepIn: string | null;
}

/** Days of the bot's clock, yyyy-MM-dd; both belong to it. */
export interface BookingDays {
  from: string;
  to: string;
  resource?: string | undefined;
}

const COLUMNS = `b.id, b.contact_id AS "contactId", c.display_name AS "displayName", b.resource, b.at, b.local, b.people, b.note, b.state, b.created_at AS "createdAt",
  b.cancelled_at AS "cancelledAt", b.cancelled_by AS "cancelledBy"`;

/** Bookings that flows keep. */
@Injectable()
export class Bookings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /**
   * Keeps a booking while there is room: the places are counted by one statement, whose row is the lock for everybody who books the same stretch.
   * Two turns that want two stretches in turned order are a deadlock to the database, which ends one of them; that turn is taken again.
   */
  async save(tx: Transaction, { botId, contactId, now }: EffectScene, wanted: WantedBooking): Promise<'saved' | 'full' | 'unclear'> {
    // In a group nobody in particular has booked.
    if (contactId === null) return 'unclear';
    const { rows } = await tx.query(
      'bookings.take',
      `INSERT INTO booking_slot AS s (bot_id, resource, slot, taken) SELECT $1, $2, $3, $4::int WHERE $5::int = 0 OR $4::int <= $5::int
       ON CONFLICT (bot_id, resource, slot) DO UPDATE SET taken = s.taken + excluded.taken WHERE $5::int = 0 OR s.taken + excluded.taken <= $5::int RETURNING 1`,
      [botId, wanted.resource, wanted.slot, wanted.people, wanted.capacity],
    );
    if (rows.length === 0) return 'full';
    await tx.query('bookings.save', 'INSERT INTO booking (id, bot_id, contact_id, flow_id, resource, at, local, slot, people, note, created_at, keep_in) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', [
      this.ids.newId(), botId, contactId, UUID.test(wanted.flowId) ? wanted.flowId : null, wanted.resource, new Date(wanted.at), wanted.local, wanted.slot, wanted.people, wanted.note, new Date(now), wanted.keepIn,
    ]);
    return 'saved';
  }

  /** Cancels the next booking the person has of this. @returns false when there was none; the time of the one that is next now, on the bot's clock, or true when none is left */
  async cancelNext(tx: Transaction, { botId, contactId, now }: EffectScene, resource: string): Promise<boolean | string> {
    const { rowCount } = await tx.query(
      'bookings.cancelNext',
      `UPDATE booking SET state = 'cancelled', cancelled_at = $4, cancelled_by = 'person' WHERE id = (
         SELECT id FROM booking WHERE bot_id = $1 AND contact_id = $2 AND resource = $3 AND state = 'booked' AND at > $4 ORDER BY at, id LIMIT 1 FOR UPDATE)`,
      [botId, contactId, resource, new Date(now)],
    );
    if (rowCount !== 1) return false;
    return (await nextOf(tx, { botId, contactId, resource, now })) ?? true;
  }

  /**
   * By the team. The field that holds its time gets the one that is next now, or is emptied: no reminder comes of what is not going to happen, and flows that
   * watch the field can tell the person.
   * @throws NotFoundError; StateConflictError when it was cancelled before
   */
  async cancel(botId: string, bookingId: string, cause: Cause): Promise<BookingView> {
    return this.database.pg.transaction(async (tx) => {
      await tellCause(tx, cause);
      const { rows: ended } = await tx.query<{ contact_id: string; keep_in: string | null; local: string; resource: string }>(
        'bookings.cancel',
        `UPDATE booking SET state = 'cancelled', cancelled_at = $3, cancelled_by = 'team' WHERE bot_id = $1 AND id = $2 AND state = 'booked' RETURNING contact_id, keep_in, local, resource`,
        [botId, bookingId, new Date(this.clock.now())],
      );
      const { rows } = await tx.query<BookingView>('bookings.one', `SELECT ${COLUMNS} FROM booking b JOIN contact c ON c.id = b.contact_id WHERE b.bot_id = $1 AND b.id = $2`, [botId, bookingId]);
      if (!rows[0]) throw new NotFoundError('booking');
      if (!ended[0]) throw new StateConflictError('This booking was cancelled before.');
      const { contact_id: contactId, keep_in: field, local, resource } = ended[0];
      if (field !== null) {
        const next = await nextOf(tx, { botId, contactId, resource, now: this.clock.now() });
        await tx.query(
          'bookings.forgetTime',
          'UPDATE contact SET fields = CASE WHEN $5::text IS NULL THEN fields - $3::text ELSE fields || jsonb_build_object($3::text, $5::text) END WHERE bot_id = $1 AND id = $2 AND fields ->> $3 = $4',
          [botId, contactId, field, local, next],
        );
      }
      return rows[0];
    });
  }

  /**
   * The earliest first.
   * @param after the last one of the page before
   */
  async list(botId: string, days: BookingDays, { after, limit }: { after?: { at: number; id: string } | undefined; limit: number }): Promise<BookingView[]> {
    const zone = await this.zoneOf(botId);
    const { rows } = await this.database.pg.query<BookingView>(
      'bookings.list',
      `SELECT ${COLUMNS} FROM booking b JOIN contact c ON c.id = b.contact_id
       WHERE b.bot_id = $1 AND b.at >= $2 AND b.at < $3 AND ($4::text IS NULL OR b.resource = $4) AND ($5::timestamptz IS NULL OR (b.at, b.id) > ($5, $6::uuid))
       ORDER BY b.at, b.id LIMIT $7`,
      [botId, startOf(days.from, zone), startOf(nextDay(days.to), zone), days.resource ?? null, after ? new Date(after.at) : null, after?.id ?? null, limit],
    );
    return rows;
  }

  /** The latest of one person, for their page. */
  async ofPerson(sql: Sql, botId: string, contactId: string, limit: number): Promise<BookingView[]> {
    const { rows } = await sql.query<BookingView>(
      'bookings.ofPerson',
      `SELECT ${COLUMNS} FROM booking b JOIN contact c ON c.id = b.contact_id WHERE b.bot_id = $1 AND b.contact_id = $2 ORDER BY b.at DESC, b.id DESC LIMIT $3`,
      [botId, contactId, limit],
    );
    return rows;
  }

  private async zoneOf(botId: string): Promise<string> {
    const { rows } = await this.database.pg.query<{ time_zone: string }>('bookings.zone', 'SELECT time_zone FROM bot WHERE id = $1', [botId]);
    if (!rows[0]) throw new NotFoundError('bot');
    return rows[0].time_zone;
  }
}

/** When the person comes next, as the bot's clock shows it. */
async function nextOf(tx: Transaction, { botId, contactId, resource, now }: { botId: string; contactId: string | null; resource: string; now: number }): Promise<string | null> {
  const { rows } = await tx.query<{ local: string }>(
    'bookings.next',
    `SELECT local FROM booking WHERE bot_id = $1 AND contact_id = $2 AND resource = $3 AND state = 'booked' AND at > $4 ORDER BY at, id LIMIT 1`,
    [botId, contactId, resource, new Date(now)],
  );
  return rows[0]?.local ?? null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function startOf(day: string, zone: string): Date {
  return new Date(localTimeToInstant(day, '00:00', zone)!);
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
