import type { StudioSuite } from '@chatloom/test/studioSuite';
import { connectChannel } from './connectChannel';
import { describePeople } from './describePeople';
import { makeBingo } from './makeBingo';
import { makeGifts } from './makeGifts';
import { makeSeries } from './makeSeries';
import { makeVotes } from './makeVotes';
import { publishMenu } from './publishMenu';
import { sendCampaigns } from './sendCampaigns';

/** Calls the API as the owner. */
export type CallApi = StudioSuite['call'];

/** A bot as the API answers when it is made. */
export interface NewBot {
  id: string;
  simulatorChannelId: string;
}

/** Ids of everything in the sample bot that has a screen of its own. */
export type SampleBot = Awaited<ReturnType<typeof makeSampleBot>>;

/** A bot in which every screen has something to show: a published flow, a draft, a connected channel, and Ann, who has talked with it. */
export async function makeSampleBot(suite: StudioSuite) {
  const { call } = suite;
  const bot = await call<NewBot>('POST', '/bots', { name: 'Bistro 小安餐館', language: 'en' });
  const flow = await call('POST', `/bots/${bot.id}/flows`, { template: 'faq' });
  await call('POST', `/bots/${bot.id}/flows/${flow.id}/publish`, { note: 'First opening hours' });
  await call('POST', `/bots/${bot.id}/flows`, { template: 'marketing-welcome' });
  const ann = await call('POST', `/bots/${bot.id}/phone/people`, { displayName: 'Ann', language: 'en' });
  const person = `/bots/${bot.id}/phone/people/${ann.userId}`;
  await call('POST', `${person}/actions`, { type: 'follow' });
  await call('POST', `${person}/actions`, { type: 'sendText', text: 'When are you open?' });
  await suite.until(async () => {
    const { chat } = await call('GET', `${person}/chat`);
    return chat.bubbles.filter((bubble: { from: string }) => bubble.from === 'bot').length >= 2;
  }, 'the bot answered Ann');
  const contact: string = (await call('GET', `/bots/${bot.id}/contacts`)).items[0].id;
  return {
    bot: bot.id,
    flow: flow.id as string,
    contact,
    ...(await describePeople(call, bot, contact)),
    channel: await connectChannel(suite, bot),
    menu: await publishMenu(call, bot, flow.id),
    ...(await sendCampaigns(call, bot)),
    ...(await makeVotes(call, bot)),
    ...(await makeBingo(call, bot, contact)),
    ...(await makeGifts(call, bot, contact)),
    ...(await makeSeries(call, bot)),
  };
}
