import { NotFoundError, ReachedChannels } from '@chatloom/bots';
import type { CampaignDesign, CampaignProblem } from '@chatloom/contract';
import type { BotSnapshot, ContactSnapshot, LineMessage } from '@chatloom/engine';
import type { SendOutcome } from '@chatloom/line';
import { Clock, Database, IdSource } from '@chatloom/platform';
import { Injectable } from '@nestjs/common';
import { checkBlocks } from '../content/checkBlocks';
import { NOBODY, renderVariant } from '../content/RunContent';
import { snapshotsOf } from '../sending/snapshotsOf';

export interface TestResult {
  contactId: string;
  ok: boolean;
  reason: string | null;
  /** LINE's own words. */
  detail: string | null;
}

/** What people would see: on the screen, or really, in the chat of somebody named. */
@Injectable()
export class TestSends {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly reached: ReachedChannels,
  ) {}

  /** The messages as one person would get them; of nobody in particular when none is named. @throws NotFoundError */
  async preview(botId: string, design: CampaignDesign, asked: { variant: string; contactId?: string; language?: string }): Promise<{ messages: LineMessage[]; problems: CampaignProblem[] }> {
    const blocks = design.what.type === 'messages' ? (design.what.variants.find((one) => one.id === asked.variant)?.blocks ?? []) : [];
    const contact = asked.contactId === undefined ? NOBODY : await this.contactOf(botId, asked.contactId);
    const reader = asked.language === undefined ? contact : { ...contact, language: asked.language };
    const { messages } = renderVariant(design, asked.variant, reader, await this.botOf(botId), this.clock.now());
    return { messages, problems: checkBlocks(blocks) };
  }

  /** Pushes the messages to named people now. They cost what pushes cost and are in no report. @throws NotFoundError */
  async send(botId: string, design: CampaignDesign, variant: string, contactIds: readonly string[]): Promise<TestResult[]> {
    const { channel, gateway } = await this.reached.getOrThrow(botId, design.channelId);
    const bot = await this.botOf(botId);
    const snapshotOf = await snapshotsOf(this.database.pg, botId, contactIds);
    const users = await this.usersOf(botId, design.channelId, contactIds);
    const silent = design.what.type === 'messages' && design.what.silent ? { notificationDisabled: true } : {};
    return Promise.all(
      contactIds.map(async (contactId): Promise<TestResult> => {
        const contact = snapshotOf(contactId);
        const user = users.get(contactId);
        if (!contact || user === undefined) return { contactId, ok: false, reason: 'otherChannel', detail: null };
        const { messages } = renderVariant(design, variant, contact, bot, this.clock.now());
        if (messages.length === 0) return { contactId, ok: false, reason: 'nothingToSay', detail: null };
        return resultOf(contactId, await gateway.push(channel, { to: user, messages, ...silent }, this.ids.newId()));
      }),
    );
  }

  private async contactOf(botId: string, contactId: string): Promise<ContactSnapshot> {
    const found = (await snapshotsOf(this.database.pg, botId, [contactId]))(contactId);
    if (!found) throw new NotFoundError('contact');
    return found;
  }

  private async usersOf(botId: string, channelId: string, contactIds: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await this.database.pg.query<{ id: string; line_user_id: string }>(
      'campaigns.testUsers',
      'SELECT id, line_user_id FROM contact WHERE bot_id = $1 AND channel_id = $2 AND id = ANY ($3)',
      [botId, channelId, contactIds],
    );
    return new Map(rows.map((row) => [row.id, row.line_user_id]));
  }

  private async botOf(botId: string): Promise<BotSnapshot> {
    const { rows } = await this.database.pg.query<{ name: string; time_zone: string }>('campaigns.bot', 'SELECT name, time_zone FROM bot WHERE id = $1', [botId]);
    if (!rows[0]) throw new NotFoundError('bot');
    return { id: botId, name: rows[0].name, timeZone: rows[0].time_zone };
  }
}

function resultOf(contactId: string, outcome: SendOutcome): TestResult {
  switch (outcome.kind) {
    case 'sent':
    case 'alreadySent':
      return { contactId, ok: true, reason: null, detail: null };
    case 'refused':
    case 'unauthorized': {
      const details = outcome.kind === 'refused' ? outcome.details.map((one) => [one.property, one.message].filter(Boolean).join(': ')) : [];
      return { contactId, ok: false, reason: outcome.kind, detail: [outcome.message, ...details].join('; ').slice(0, 300) };
    }
    case 'quotaUsedUp':
      return { contactId, ok: false, reason: 'quotaUsedUp', detail: null };
    default:
      return { contactId, ok: false, reason: 'unreachable', detail: null };
  }
}
