import type { NodeRunner } from '@chatloom/engine';
import { resumeWithCard, wayBackOf } from '../vote/run';
import type { ShowPollData } from './definition';

export const runShowPoll: NodeRunner<ShowPollData> = {
  performs: ['showPoll', 'gameTapped'],
  enter: ({ pollId }, context) => ({ then: { go: 'ask', name: 'showPoll', payload: { pollId, ...wayBackOf(context) } } }),
  resume: resumeWithCard,
};
