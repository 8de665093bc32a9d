export { AudienceModule } from './AudienceModule';
export { audienceSchema } from './schema';
export type { CompiledSegment } from './segments/compileSegment';
export { SegmentExplainer } from './segments/SegmentExplainer';
export { SegmentFacts, type SegmentFactKind } from './segments/SegmentFacts';
export { SegmentPeople } from './segments/SegmentPeople';
export { SegmentRefusedError } from './segments/SegmentRefusedError';
export { Segments, type SegmentUser } from './segments/Segments';
