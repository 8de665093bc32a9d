export { CampaignsModule } from './CampaignsModule';
export { checkBlocks } from './content/checkBlocks';
export { type BlockReader, renderBlocks, type RenderedBlocks } from './content/renderBlocks';
export { campaignsSchema } from './schema';
