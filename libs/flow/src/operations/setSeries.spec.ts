import { expectEdit } from '../testing/operationSpec';
import { sampleFlow } from '../testing/sampleFlow';

const series = { again: 'restart' as const, exit: { replied: true, tags: ['bought'] } };

describe('setSeries', () => {
  it('makes a flow a series', () => {
    expect(expectEdit(sampleFlow, { type: 'setSeries', series }).series).toEqual(series);
  });

  it('makes a series an ordinary flow again, with nothing left of it', () => {
    expect(expectEdit({ ...sampleFlow, series }, { type: 'setSeries', series: null })).not.toHaveProperty('series');
  });
});
