import { Injectable } from '@nestjs/common';
import type { EffectScene } from '@chatloom/conversations';
import type { Transaction } from '@chatloom/platform';
import { WhoMayPlayRule } from '../frame/WhoMayPlayRule';
import type { VoteScene } from './decideVote';
import type { LivePoll } from './LivePolls';

/** Who may vote. */
@Injectable()
export class PollVoters {
  constructor(private readonly rule: WhoMayPlayRule) {}

  async may(tx: Transaction, scene: EffectScene, poll: LivePoll, isGroup: boolean): Promise<VoteScene['may']> {
    const { voters, unknownVoters } = poll.document;
    if (voters.who === 'group' && !isGroup) return 'groupOnly';
    if (scene.contactId === null) return unknownVoters === 'count' && voters.who !== 'segment' ? 'yes' : 'unknownVoter';
    if (voters.who !== 'segment') return 'yes';
    return (await this.rule.fits(tx, scene, scene.contactId, { type: 'segment', segmentId: voters.segmentId })) ? 'yes' : 'notAllowed';
  }
}
