import { Module } from '@nestjs/common';
import { AudienceModule, ContactFactSources, PersonalDataParts, SegmentFacts, Segments } from '@chatloom/audience';
import { BotsModule, PlannedThings } from '@chatloom/bots';
import { ConversationsModule, EffectHandlers } from '@chatloom/conversations';
import type { Json, JsonObject } from '@chatloom/engine';
import { PicturesModule } from '@chatloom/pictures';
import { Database } from '@chatloom/platform';
import { BingoCards } from './bingo/BingoCards';
import { BingoChores } from './bingo/BingoChores';
import { BingoEntry } from './bingo/BingoEntry';
import { BingoGames } from './bingo/BingoGames';
import { BingoNews } from './bingo/BingoNews';
import { BingoPage } from './bingo/BingoPage';
import { BingoParts } from './bingo/BingoParts';
import { BingoPictures } from './bingo/BingoPictures';
import { BingoPlay } from './bingo/BingoPlay';
import { BingoPlayerPage } from './bingo/BingoPlayerPage';
import { BingoPlayers } from './bingo/BingoPlayers';
import { BingoRounds } from './bingo/BingoRounds';
import { BingoTaps } from './bingo/BingoTaps';
import { HeldGames } from './bingo/HeldGames';
import { DrawCodes } from './draws/DrawCodes';
import { DrawEnding } from './draws/DrawEnding';
import { DrawPage } from './draws/DrawPage';
import { Draws } from './draws/Draws';
import { DrawTaps } from './draws/DrawTaps';
import { DrawTries } from './draws/DrawTries';
import { playDrawEffect } from './draws/playDrawEffect';
import { registerDrawParts } from './draws/registerDrawParts';
import { GameAudit } from './frame/GameAudit';
import { GameFeed } from './frame/GameFeed';
import { GamesWorker } from './frame/GamesWorker';
import { GameTaps } from './frame/GameTaps';
import { PersonalLinks } from './frame/PersonalLinks';
import { PersonalPages } from './frame/PersonalPages';
import { plannedGames } from './frame/plannedGames';
import { PublicPages } from './frame/PublicPages';
import { WhoMayPlayRule } from './frame/WhoMayPlayRule';
import { LivePolls } from './polls/LivePolls';
import { PollClosing } from './polls/PollClosing';
import { PollPage } from './polls/PollPage';
import { Polls } from './polls/Polls';
import { PollVoters } from './polls/PollVoters';
import { PollVotes } from './polls/PollVotes';
import { registerPollParts } from './polls/registerPollParts';
import { showPollEffect } from './polls/showPollEffect';
import { ShopPins } from './shops/ShopPins';
import { Shops } from './shops/Shops';
import { Gifts } from './stamps/Gifts';
import { GivingParts } from './stamps/GivingParts';
import { StampCardPage } from './stamps/StampCardPage';
import { StampCards } from './stamps/StampCards';
import { Stamping } from './stamps/Stamping';
import { StampPlaces } from './stamps/StampPlaces';
import { StampTaps } from './stamps/StampTaps';
import { VoucherIssuing } from './vouchers/VoucherIssuing';
import { VoucherPage } from './vouchers/VoucherPage';
import { VoucherRedeeming } from './vouchers/VoucherRedeeming';
import { Vouchers } from './vouchers/Vouchers';
import { VoucherTaps } from './vouchers/VoucherTaps';

const FRAME = [GameAudit, WhoMayPlayRule, GameTaps, GameFeed, PublicPages, PersonalLinks, PersonalPages, GamesWorker];
const BINGO = [HeldGames, BingoEntry, BingoRounds, BingoPlay, BingoGames, BingoChores, BingoCards, BingoTaps, BingoPlayers, BingoPage, BingoPlayerPage, BingoPictures, BingoNews, BingoParts];
const DRAWS = [DrawTries, DrawEnding, Draws, DrawCodes, DrawTaps, DrawPage];
const GIVING = [ShopPins, Shops, VoucherIssuing, VoucherRedeeming, VoucherTaps, Vouchers, VoucherPage, Stamping, StampPlaces, StampCards, StampTaps, StampCardPage, Gifts, GivingParts];
const POLLS = [LivePolls, PollVoters, PollVotes, PollClosing, Polls, PollPage];

/** Polls, bingo, draws, vouchers and stamp cards: pure rules, state in PostgreSQL, played in chats, groups and on web pages. */
@Module({ imports: [AudienceModule, BotsModule, ConversationsModule, PicturesModule], providers: [...FRAME, ...POLLS, ...BINGO, ...DRAWS, ...GIVING], exports: [...FRAME, ...POLLS, ...BINGO, ...DRAWS, ...GIVING] })
export class GamesModule {
  constructor(effects: EffectHandlers, taps: GameTaps, feed: GameFeed, polls: Polls, votes: PollVotes, pollPage: PollPage, drawTaps: DrawTaps, drawPage: DrawPage, draws: Draws, personalPages: PersonalPages, database: Database, facts: SegmentFacts, segments: Segments, personal: PersonalDataParts, people: ContactFactSources, planned: PlannedThings) {
    planned.register(plannedGames(database));
    registerPollParts(database, { facts, segments, personal });
    registerDrawParts(database, { facts, segments, personal, people });
    effects.register('gameTapped', async (tx, scene, payload) => {
      const params = payload['params'] as Record<string, string> | undefined;
      return (await taps.perform(tx, scene, { data: String(payload['data']), params: params ?? {}, language: textOf(payload, 'language'), isGroup: payload['chat'] !== 'user' })) as unknown as Json;
    });
    effects.registerForesight('postbackReceived', (tx, events) => taps.foresee(tx, events));
    effects.register('showPoll', showPollEffect(polls, votes));
    effects.register('playDraw', playDrawEffect(drawTaps));
    feed.register('poll', (botId, pollId) => pollPage.snapshot(botId, pollId));
    feed.register('draw', (botId, drawId) => drawPage.snapshot(botId, drawId));
    feed.register('draw', (botId, drawId) => draws.viewOrNull(botId, drawId), 'host');
    personalPages.register('draw', drawPage);
  }
}

function textOf(payload: JsonObject, name: string): string | undefined {
  const value = payload[name];
  return typeof value === 'string' ? value : undefined;
}
