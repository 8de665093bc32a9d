import { configure } from '@testing-library/react';

/** Screens load their words and data step by step; on a busy machine a second is not enough for that. */
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);
