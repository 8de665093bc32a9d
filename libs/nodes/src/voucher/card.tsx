import { IconDiscount2 } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { VoucherData } from './definition';

export const voucherEditor: NodeEditor<VoucherData> = {
  icon: IconDiscount2,
  preview: (data, words) => ({ title: words.t(`nodes.voucher.options.do.${data.do}`), text: data.voucherId && words.thingName('voucher', data.voucherId) }),
};
