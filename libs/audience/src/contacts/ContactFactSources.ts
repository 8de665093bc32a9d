import { Injectable } from '@nestjs/common';

/** Something a capability knows about a person. */
export interface PersonFact {
  id: string;
  title: string;
  /** i18n key below `contacts.factStates`. */
  state: string;
  at: Date;
  detail: string | null;
}
type Source = (botId: string, contactId: string, limit: number) => Promise<PersonFact[]>;

const LATEST = 20;

/** Where campaigns, games, bookings … say what they know about a person, for sections of the person's page. */
@Injectable()
export class ContactFactSources {
  private readonly sources = new Map<string, Source>();

  /**
   * @param kind i18n key below `contacts.facts`: `campaigns`, `polls` …
   * @throws Error when the kind is taken
   */
  register(kind: string, source: Source): void {
    if (this.sources.has(kind)) throw new Error(`Two capabilities tell "${kind}" about people.`);
    this.sources.set(kind, source);
  }

  /** The latest of each kind; kinds that know nothing are left out. */
  async of(botId: string, contactId: string): Promise<{ kind: string; items: PersonFact[] }[]> {
    const found = await Promise.all([...this.sources].map(async ([kind, source]) => ({ kind, items: await source(botId, contactId, LATEST) })));
    return found.filter(({ items }) => items.length > 0);
  }
}
