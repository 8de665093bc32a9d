import { Injectable } from '@nestjs/common';
import type { SegmentFact, SegmentRule } from '@chatloom/contract';

/** A rule about something a capability knows. */
export type FactRule = Extract<SegmentRule, { type: 'fact' }>;

/**
 * A kind of fact about people, as rows of a capability's own tables: one row (or several) for each person it is true of. From these few SQL
 * expressions the segment's statement, the explanation for one person, and the check that a subject still exists are made,
 * so they cannot disagree. The expressions are ours, never anybody's input.
 */
export interface SegmentFactKind {
  /** Where the rows are, e.g. `campaign_recipient r JOIN campaign_run u ON u.id = r.run_id`. `c` is taken: the contact. */
  from: string;
  bot: string;
  contact: string;
  /** What it is about (uuid): the campaign, the poll. */
  subject: string;
  /** A part of the subject (text): a link, a choice. Absent: rules cannot ask for one. */
  option?: string;
  /** When it happened (timestamptz). Absent: rules can only ask whether it is so. */
  at?: string;
  /** Rows that count, e.g. `r.state = 'sent'`. */
  where?: string;
  /** A rule must say which subject it means. Default: any counts. */
  needsSubject?: boolean;
  /** Subjects to choose from, newest first, at most 200. */
  subjects(botId: string): Promise<SegmentFact['subjects']>;
  /** Does this one still exist (also beyond the 200)? */
  hasSubject(botId: string, subjectId: string): Promise<boolean>;
}

/** Where campaigns, polls, bookings … say what they know about people, for rules of type `fact`. */
@Injectable()
export class SegmentFacts {
  private readonly kinds = new Map<string, SegmentFactKind>();

  /**
   * @param fact name in rules and of its words (`segments.facts.<fact>`), past tense, e.g. `campaignClicked`
   * @throws Error when the name is taken
   */
  register(fact: string, kind: SegmentFactKind): void {
    if (this.kinds.has(fact)) throw new Error(`Two capabilities know of the fact "${fact}".`);
    this.kinds.set(fact, kind);
  }

  get(fact: string): SegmentFactKind | undefined {
    return this.kinds.get(fact);
  }

  /** All of them with what they can be asked about. */
  async list(botId: string): Promise<SegmentFact[]> {
    return Promise.all(
      [...this.kinds].map(async ([fact, kind]) => ({ fact, subjects: await kind.subjects(botId), needsSubject: kind.needsSubject ?? false, hasTime: kind.at !== undefined })),
    );
  }
}
