import type { CheckContext, NodeProblem } from '@chatloom/flow';
import { LOADING_DEFAULT_SECONDS, LOADING_MAX_SECONDS, LOADING_MIN_SECONDS, LOADING_STEP_SECONDS, loadingSecondsFaults } from '@chatloom/messages';
import { z } from 'zod';
import { nodeProblem } from '../checks/nodeProblem';
import { sendingTypes } from '../checks/sendingTypes';
import { defineNode } from '../defineNode';


/**
 * Three moving dots until the next message, at most 5 to 60 seconds (FACTS §3 "Sending"). Free; in 1:1 chats only, and
 * seen only by who has the chat open.
 */
export const loadingSchema = z.strictObject({
  seconds: z
    .number()
    .superRefine((seconds, context) => {
      if (loadingSecondsFaults(seconds).length === 0) return;
      const params = { code: 'loadingInvalid', min: LOADING_MIN_SECONDS, max: LOADING_MAX_SECONDS };
      context.addIssue({ code: 'custom', message: 'LINE shows the dots for 5 to 60 seconds, in steps of five.', params });
    })
    .default(LOADING_DEFAULT_SECONDS)
    .meta({ control: 'number', min: LOADING_MIN_SECONDS, max: LOADING_MAX_SECONDS, step: LOADING_STEP_SECONDS, unitKey: 'units.seconds' }),
});
export type LoadingData = z.infer<typeof loadingSchema>;

export const loadingDefinition = defineNode({
  type: 'loading',
  kind: 'message',
  icon: 'dots',
  schema: loadingSchema,
  defaults: () => ({ seconds: LOADING_DEFAULT_SECONDS }),
  ports: () => [{ id: 'next', label: { key: 'next' }, optional: true }],
  check: (_data, context) => goneAtOnce(context),
});

/** Every message takes the dots away, so in front of one they are never seen. */
function goneAtOnce({ document, nodeId, edgesFrom }: CheckContext): NodeProblem[] {
  const edge = edgesFrom(nodeId).find((each) => each.port === 'next');
  const follower = edge && document.nodes[edge.to];
  if (!edge || !follower || !sendingTypes.has(follower.type)) return [];
  const next = follower.title || edge.to;
  return [nodeProblem('loadingHidden', 'warning', [], `Nobody will see the dots, because "${next}" sends a message at once: put a wait in between.`, { next })];
}
