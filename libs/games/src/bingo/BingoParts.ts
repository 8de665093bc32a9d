import { Injectable } from '@nestjs/common';
import { PersonalDataParts, SegmentFacts, Segments } from '@chatloom/audience';
import { EffectHandlers } from '@chatloom/conversations';
import { Database } from '@chatloom/platform';
import { GameFeed } from '../frame/GameFeed';
import { PersonalPages } from '../frame/PersonalPages';
import { BingoGames } from './BingoGames';
import { BingoPage } from './BingoPage';
import { BingoPlayerPage } from './BingoPlayerPage';
import { BingoTaps } from './BingoTaps';
import { playBingoEffect } from './playBingoEffect';
import { registerBingoParts } from './registerBingoParts';

/** Plugs bingo in: steps of flows, live pages of hall, host and players, segments, people's data. */
@Injectable()
export class BingoParts {
  constructor(effects: EffectHandlers, feed: GameFeed, personalPages: PersonalPages, database: Database, facts: SegmentFacts, segments: Segments, personal: PersonalDataParts, taps: BingoTaps, hall: BingoPage, player: BingoPlayerPage, games: BingoGames) {
    effects.register('playBingo', playBingoEffect(taps));
    feed.register('bingo', (botId, gameId) => hall.snapshot(botId, gameId));
    feed.register('bingo', (botId, gameId) => games.viewOrNull(botId, gameId), 'host');
    feed.register('bingo', (botId, gameId) => player.news(botId, gameId), 'players');
    personalPages.register('bingo', player);
    registerBingoParts(database, { facts, segments, personal });
  }
}
