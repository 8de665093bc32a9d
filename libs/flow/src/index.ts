export * from './document';
export * from './nodeDefinition';
export * from './problem';
export * from './resolveText';
