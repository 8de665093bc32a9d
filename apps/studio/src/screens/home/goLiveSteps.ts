import type { RouteOutput } from '../../api/call';

type Flow = RouteOutput<'GET /bots/:botId/flows'>['items'][number];
type Channel = RouteOutput<'GET /bots/:botId/channels'>['items'][number];
type Check = RouteOutput<'POST /bots/:botId/channels/:channelId/check'>;

/** The steps from a new bot to one that answers customers, in the order they make sense. */
export type GoLiveStep = 'flow' | 'try' | 'publish' | 'connect' | 'webhook';

/** Which steps are done. `check` is LINE's answer about the first channel, when there is one. */
export function goLiveSteps(state: { flows: Flow[]; channels: Channel[]; hasPeople: boolean; check?: Check }): { step: GoLiveStep; done: boolean }[] {
  const connected = state.channels.some(({ kind }) => kind === 'line');
  return [
    { step: 'flow', done: state.flows.length > 0 },
    { step: 'try', done: state.hasPeople },
    { step: 'publish', done: state.flows.some(({ publishedVersion }) => publishedVersion !== null) },
    { step: 'connect', done: connected },
    { step: 'webhook', done: connected && Boolean(state.check?.webhook?.ours && state.check.webhook.active) },
  ];
}
