const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Suites that take long, the longest first. Jest remembers how long each took, but not in a fresh clone, where it would
 * begin with the largest files: then one core waits for the last suite.
 */
const LONG = [
  'test/e2e/screens/english',
  'test/e2e/screens/languages',
  'test/e2e/pages',
  'test/e2e/bingo',
  'test/e2e/draws',
  'libs/platform/src/queues/bullJobQueue',
  'libs/richmenus/src/publishing/deaths',
  'apps/server/src/api/campaigns',
  'apps/server/src/api/personalPages',
  'libs/games/src/stamps/giving',
  'apps/server/src/bootstrap/startServer',
  'libs/audience/src/segments/segmentProperty',
  'libs/engine/src/time/nextOccurrence',
  'test/architecture/imports',
];
const rank = ({ path }) => LONG.findIndex((beginning) => path.replaceAll('\\', '/').includes(`/${beginning}.`));

/** Those in the list first, then as Jest has them. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return [...sorted.filter((test) => rank(test) >= 0).sort((a, b) => rank(a) - rank(b)), ...sorted.filter((test) => rank(test) < 0)];
  }
};
