import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import type { AddTagData } from './definition';

export const runAddTag: NodeRunner<AddTagData> = {
  enter: (data) => leave('next', [{ type: 'addTag', tag: data.tag }]),
};
