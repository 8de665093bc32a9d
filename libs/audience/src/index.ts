export { AudienceModule } from './AudienceModule';
export { audienceSchema } from './schema';
