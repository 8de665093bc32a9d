import { Module } from '@nestjs/common';
import { BotsModule } from '@chatloom/bots';
import { ConversationsModule } from '@chatloom/conversations';

/** Contacts as people work with them: lists, tags, typed fields, segments, imports, sources of friends. */
@Module({ imports: [BotsModule, ConversationsModule], providers: [], exports: [] })
export class AudienceModule {}
