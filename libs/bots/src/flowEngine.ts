import { createEngine } from '@chatloom/engine';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { nodeRunners } from '@chatloom/nodes/runtime';

/** The one engine of the server, over every node type there is. */
export const flowEngine = createEngine({ definitions: nodeDefinitions, runners: nodeRunners });
