import { setStage, text } from '../../apps/simulator/test/simulatorSetup';
import { checkSimulatorRequests } from './checkSimulatorRequests';
import { hasLineDescription, sayNotChecked } from './lineDescriptionFolder';

describe('checking the requests a simulator was sent', () => {
  it('has nothing to say when there were none', async () => {
    const stage = await setStage();
    expect(await checkSimulatorRequests(stage.simulator.url)).toEqual([]);
    await stage.close();
  });

  if (hasLineDescription) {
    it('finds the one that is wrong', async () => {
      const stage = await setStage();
      const ann = await stage.user('Ann');
      await stage.line('POST', '/v2/bot/message/push', { to: ann, messages: text('hi') });
      await stage.line('POST', `/v2/bot/richmenu/richmenu-0/content`, Buffer.from([1]), { 'content-type': 'image/png' });
      expect(await checkSimulatorRequests(stage.simulator.url)).toEqual([]);
      await stage.line('POST', '/v2/bot/message/push', { too: ann, messages: text('hi') });
      await stage.line('GET', '/v2/bot/nowhere');
      expect((await checkSimulatorRequests(stage.simulator.url)).join('\n')).toMatch(/push: .*'to'[^]*push: .*too[^]*GET \/v2\/bot\/nowhere is not described/);
      await stage.close();
    });
  } else sayNotChecked('the requests of whole programs');
});
