import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { RemoveTagData } from './definition';

export const runRemoveTag: NodeRunner<RemoveTagData> = {
  enter: (data) => leave('next', [{ type: 'removeTag', tag: data.tag }]),
};
