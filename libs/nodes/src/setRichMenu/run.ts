import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { SetRichMenuData } from './definition';

/** LINE is told after the turn; the flow does not wait for it. */
export const runSetRichMenu: NodeRunner<SetRichMenuData> = {
  performs: ['setRichMenu'],
  enter: (data, { env }) =>
    leave('next', [{ type: 'custom', name: 'setRichMenu', effectId: env.newId(), payload: { menuId: data.show === 'menu' ? data.menuId : null }, answered: false }]),
};
