export * from './geometry';
export * from './icons';
export * from './limits';
export * from './richMenuDocument';
export * from './richMenuImage';
export * from './richMenuProblems';
export * from './tileWordsOf';
export * from './toLineRichMenu';
