import { IconTicket } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { CouponData } from './definition';

export const couponEditor: NodeEditor<CouponData> = {
  icon: IconTicket,
  preview: (data) => ({ text: data.couponId }),
};
