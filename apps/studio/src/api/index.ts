export * from './call';
export * from './connection';
export * from './describeError';
export * from './errors';
export * from './fieldErrors';
export * from './openStream';
export * from './queries';
