import type { NodeRunner } from '@chatloom/engine';
import { leave } from '../shared/leave';
import { sendOptions } from '../shared/sendOptions';
import type { PushToTagData } from './definition';

export const runPushToTag: NodeRunner<PushToTagData> = {
  enter(data, context) {
    const pushId = context.env.newId();
    context.trace('pushedToTag', { pushId, tag: data.tag });
    return leave('next', [{ type: 'pushToTag', pushId, tag: data.tag, flowVersionId: context.flow.versionId, ...sendOptions(data) }]);
  },
};
