export * from './counting';
export * from './countGraphemes';
export * from './countUtf16';
export * from './fields';
export * from './limits';
export * from './types';
export * from './validateMessages';
export { isPickerValue } from './wire/actions';
