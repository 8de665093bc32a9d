import type { EffectHandlers } from '@chatloom/conversations';
import type { Json } from '@chatloom/engine';
import type { Database } from '@chatloom/platform';
import type { ContactFactSources } from '../contacts/ContactFactSources';
import type { PersonalDataParts } from '../personalData/PersonalDataParts';
import type { SegmentFacts } from '../segments/SegmentFacts';
import type { Bookings, WantedBooking } from './Bookings';

const SUBJECTS_MAX = 200;
const EXPORTED_MAX = 10_000;

/** Tells everybody else of bookings: flows that make them, segments, the page of a person, what is handed out. */
export function registerBookingParts(
  { pg }: Database,
  bookings: Bookings,
  others: { effects: EffectHandlers; segmentFacts: SegmentFacts; contactFacts: ContactFactSources; personal: PersonalDataParts },
): void {
  others.effects.register('saveBooking', (tx, scene, payload) => bookings.save(tx, scene, payload as unknown as WantedBooking));
  others.effects.register('cancelBooking', (tx, scene, payload) => bookings.cancelNext(tx, scene, String(payload['resource'])));

  // What a rule may name is the flow that books, and what it books.
  const flows = {
    from: 'booking bk',
    bot: 'bk.bot_id',
    contact: 'bk.contact_id',
    subject: 'bk.flow_id',
    option: 'bk.resource',
    subjects: async (botId: string) => {
      const { rows } = await pg.query<{ id: string; name: string; options: { id: string; name: string }[] }>(
        'bookings.subjects',
        `SELECT f.id, f.name, json_agg(DISTINCT jsonb_build_object('id', b.resource, 'name', b.resource)) AS options
         FROM (SELECT DISTINCT flow_id, resource FROM booking WHERE bot_id = $1 AND flow_id IS NOT NULL) b JOIN flow f ON f.id = b.flow_id AND f.bot_id = $1
         GROUP BY f.id, f.name ORDER BY f.id DESC LIMIT ${SUBJECTS_MAX}`,
        [botId],
      );
      return rows;
    },
    hasSubject: async (botId: string, flowId: string) => (await pg.query('bookings.hasSubject', 'SELECT 1 FROM flow WHERE bot_id = $1 AND id = $2', [botId, flowId])).rows.length > 0,
  };
  others.segmentFacts.register('booked', { ...flows, at: 'bk.at', where: `bk.state = 'booked'` });
  others.segmentFacts.register('bookingCancelled', { ...flows, at: 'bk.cancelled_at', where: `bk.state = 'cancelled'` });

  others.contactFacts.register('bookings', async (botId, contactId, limit) =>
    (await bookings.ofPerson(pg, botId, contactId, limit)).map(({ id, resource, state, at, local, people, note }) => ({
      id, title: resource, state, at, detail: [local.replace('T', ' '), String(people), note].filter(Boolean).join(' · '),
    })),
  );
  // Rows go with the contact by their foreign key.
  others.personal.register('bookings', {
    export: async (sql, { botId, contactId }) =>
      (await bookings.ofPerson(sql, botId, contactId, EXPORTED_MAX)).map(({ resource, local, people, note, state, createdAt }) => ({ resource, local, people, note, state, createdAt: createdAt.toISOString() })) as Json,
    forget: async () => undefined,
  });
}
