import { Module } from '@nestjs/common';
import { AudienceModule } from '@chatloom/audience';
import { BotsModule } from '@chatloom/bots';
import { ConversationsModule } from '@chatloom/conversations';

/** Polls, bingo and draws: pure rules, state in PostgreSQL, played in chats, groups and on web pages. */
@Module({ imports: [AudienceModule, BotsModule, ConversationsModule], providers: [], exports: [] })
export class GamesModule {}
