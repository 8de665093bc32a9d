export * from './icons';
export * from './limits';
export * from './richMenuDocument';
