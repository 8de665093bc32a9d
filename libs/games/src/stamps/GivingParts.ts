import { Injectable } from '@nestjs/common';
import { ChatCodes, ContactFactSources, PersonalDataParts, SegmentFacts } from '@chatloom/audience';
import { EffectHandlers } from '@chatloom/conversations';
import { Clock, Database } from '@chatloom/platform';
import { useVoucherEffect } from '../vouchers/useVoucherEffect';
import { VoucherTaps } from '../vouchers/VoucherTaps';
import { registerStampParts } from './registerStampParts';
import { StampTaps } from './StampTaps';
import { useStampCardEffect } from './useStampCardEffect';

/** Plugs vouchers and stamp cards in: steps of flows, codes people send, segments, people's data. */
@Injectable()
export class GivingParts {
  constructor(effects: EffectHandlers, codes: ChatCodes, database: Database, clock: Clock, facts: SegmentFacts, people: ContactFactSources, personal: PersonalDataParts, vouchers: VoucherTaps, stamps: StampTaps) {
    effects.register('useVoucher', useVoucherEffect(vouchers));
    effects.register('useStampCard', useStampCardEffect(stamps));
    codes.register((tx, scene, sent) => stamps.code(tx, scene, sent));
    registerStampParts(database, { facts, people, personal }, clock);
  }
}
