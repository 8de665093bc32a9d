export * from './counting';
export * from './countGraphemes';
export * from './countUtf16';
export * from './fields';
export * from './limits';
export * from './types';
export * from './validateMessages';
export { isReservedSenderName } from './senderName';
export { ACTION_LABEL_RULES, isPickerValue } from './wire/actions';
