export { Audiences } from './audiences/Audiences';
export { ChannelCareModule } from './ChannelCareModule';
export { Coupons } from './Coupons';
export { FollowerImports } from './followers/FollowerImports';
export { Insight } from './insight/Insight';
export { channelCareSchema } from './schema';
