import { Injectable } from '@nestjs/common';
import type { Json } from '@chatloom/engine';
import type { Sql, Transaction } from '@chatloom/platform';

/** Somebody whose data is meant. */
export interface Someone {
  botId: string;
  contactId: string;
  channelId: string;
  lineUserId: string;
  conversationId: string | null;
}

/** What a capability stores about people. */
export interface PersonalDataPart {
  /** All of it, as it would be handed to the person. */
  export(sql: Sql, person: Someone): Promise<Json>;
  /** Delete it, or take away what leads to the person; part of one transaction with everything else. */
  forget(tx: Transaction, person: Someone): Promise<void>;
}

/**
 * Where each capability says what it stores about people. Whoever makes a table that names contacts registers a part
 * (or lets the table's rows go with the contact by a foreign key, and exports them here).
 */
@Injectable()
export class PersonalDataParts {
  private readonly parts = new Map<string, PersonalDataPart>();

  /** @param name key in the exported file. @throws Error when it is taken */
  register(name: string, part: PersonalDataPart): void {
    if (this.parts.has(name)) throw new Error(`Two capabilities keep "${name}" of people.`);
    this.parts.set(name, part);
  }

  list(): [string, PersonalDataPart][] {
    return [...this.parts];
  }
}
