import { Module } from '@nestjs/common';
import { BotsModule } from '@chatloom/bots';
import { Audiences } from './audiences/Audiences';
import { Coupons } from './Coupons';
import { FollowerImports } from './followers/FollowerImports';
import { FollowerWorker } from './followers/FollowerWorker';
import { Insight } from './insight/Insight';

const SERVICES = [Insight, Audiences, Coupons, FollowerImports];

/** Statistics, audiences, coupons and followers of LINE channels. */
@Module({ imports: [BotsModule], providers: [...SERVICES, FollowerWorker], exports: SERVICES })
export class ChannelCareModule {}
