import { IconGridDots } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { BingoData } from './definition';

export const bingoEditor: NodeEditor<BingoData> = {
  icon: IconGridDots,
  preview: (data, words) => ({ title: words.t(`nodes.bingo.options.do.${data.do}`), text: data.gameId && words.thingName('bingo', data.gameId) }),
};
