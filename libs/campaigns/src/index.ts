export { CampaignsModule } from './CampaignsModule';
export { campaignsSchema } from './schema';
