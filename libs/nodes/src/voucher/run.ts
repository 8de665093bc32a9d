import type { NodeRunner } from '@chatloom/engine';
import { readGiftAnswer, wordsOf } from '../shared/gift';
import { sendReply } from '../shared/messageRunner';
import { sendable } from '../shared/sendable';
import { wayBackOf } from '../vote/run';
import { VOUCHER_EXITS, type VoucherData } from './definition';

/** Those who keep vouchers do it and draw the card; the exit is what became of it. */
export const runVoucher: NodeRunner<VoucherData> = {
  performs: ['useVoucher', 'gameTapped'],
  enter(data, context) {
    const { language, chat } = wayBackOf(context);
    return { then: { go: 'ask', name: 'useVoucher', payload: { do: data.do, voucherId: data.voucherId.trim(), nodeId: context.nodeId, language: language!, chat: chat! } } };
  },
  resume(data, context, by) {
    if (by.by !== 'effect') return { then: { go: 'pass' } };
    const answer = readGiftAnswer(by.answer, VOUCHER_EXITS[data.do].at(-1)!);
    const messages = sendable(wordsOf(answer, context), context);
    return {
      ...(messages.length > 0 && { effects: sendReply(messages, { ifTooLate: data.ifTooLate }) }),
      then: { go: 'exit', port: answer.outcome },
      ...(answer.code !== null && { answer: { value: answer.code } }),
    };
  },
};
