import type { StudioSuite } from '@chatloom/test/studioSuite';
import type { NewBot } from './makeSampleBot';

/** A channel of the pretended LINE, connected like a real one. */
export async function connectChannel({ call, system, watched }: StudioSuite, { id: botId }: NewBot): Promise<string> {
  const keys = { channelSecret: '0123456789abcdef0123456789abcdef', accessToken: 'A'.repeat(120) };
  const registered = await watched.context.request.fetch(`${system.simulatorUrl}/sim/v1/channels/screens`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    data: JSON.stringify({ secret: keys.channelSecret, accessToken: keys.accessToken, displayName: 'Bistro' }),
  });
  if (!registered.ok()) throw new Error(`The simulator refused a channel: ${await registered.text()}`);
  const channel = await call<{ id: string }>('POST', `/bots/${botId}/channels`, { name: 'Main account', ...keys });
  return channel.id;
}
