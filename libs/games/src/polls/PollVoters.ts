import { Injectable } from '@nestjs/common';
import type { EffectScene } from '@chatloom/conversations';
import type { Transaction } from '@chatloom/platform';
import type { VoteScene } from './decideVote';
import type { LivePoll } from './LivePolls';

/** Who may vote. */
@Injectable()
export class PollVoters {
  async may(_tx: Transaction, scene: EffectScene, poll: LivePoll, isGroup: boolean): Promise<VoteScene['may']> {
    const { voters, unknownVoters } = poll.document;
    if (voters.who === 'group' && !isGroup) return 'groupOnly';
    if (scene.contactId === null) return unknownVoters === 'count' && voters.who !== 'segment' ? 'yes' : 'unknownVoter';
    return 'yes';
  }
}
