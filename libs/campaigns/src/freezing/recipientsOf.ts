import { NotFoundError } from '@chatloom/bots';
import { Segments } from '@chatloom/audience';
import type { CampaignDesign } from '@chatloom/contract';
import { Injectable } from '@nestjs/common';

/** A condition over `contact c` with the values of its parameters. */
export interface RecipientCondition {
  where: string;
  values: unknown[];
}

/** Who is meant, as SQL; a port, so that freezing can be driven without all of the audience around it. */
export abstract class RecipientConditions {
  /**
   * A condition over `contact c`, bounded by the bot, without regard to what keeps people out.
   * @param from number of its first parameter
   * @throws SegmentRefusedError, NotFoundError when what was chosen is not there any more
   */
  abstract of(botId: string, design: Pick<CampaignDesign, 'to' | 'channelId'>, from: number): Promise<RecipientCondition>;
}

/** By the segments, lists and names a campaign may have. */
@Injectable()
export class CampaignRecipients extends RecipientConditions {
  constructor(private readonly segments: Segments) {
    super();
  }

  async of(botId: string, { to }: Pick<CampaignDesign, 'to' | 'channelId'>, from: number): Promise<RecipientCondition> {
    switch (to.type) {
      case 'segment': {
        if (to.segment === null) throw new NotFoundError('segment');
        return this.segments.compile(botId, await this.segments.definitionOf(botId, to.segment), from);
      }
      case 'list':
        return { where: `c.bot_id = $${from} AND EXISTS (SELECT 1 FROM campaign_list_person p WHERE p.list_id = $${from + 1} AND p.contact_id = c.id)`, values: [botId, to.listId] };
      case 'people':
        return { where: `c.bot_id = $${from} AND c.id = ANY ($${from + 1}::uuid[])`, values: [botId, to.contactIds] };
      case 'everyone':
      case 'audience':
        return { where: `c.bot_id = $${from}`, values: [botId] };
    }
  }
}
