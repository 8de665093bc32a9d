import { isAggregationUnit, loadingSecondsFaults, validateSendOptions } from './validateSendOptions';

describe('what stands beside the messages of a send', () => {
  it('silent is yes or no', () => {
    expect(validateSendOptions({ notificationDisabled: true }, 'reply')).toEqual([]);
    expect(validateSendOptions({ notificationDisabled: 'yes' }, 'push').map((fault) => fault.property)).toEqual(['notificationDisabled']);
  });

  it('one name for statistics, of at most 30 letters, digits and _', () => {
    expect(validateSendOptions({ customAggregationUnits: ['a'.repeat(30)] }, 'push')).toEqual([]);
    expect(validateSendOptions({ customAggregationUnits: [] }, 'multicast')).toEqual([]);
    expect(validateSendOptions({ customAggregationUnits: ['a', 'b'] }, 'push').map((fault) => fault.property)).toEqual(['customAggregationUnits']);
    for (const name of ['a'.repeat(31), 'summer-sale', '', 7]) {
      expect(validateSendOptions({ customAggregationUnits: [name] }, 'push').map((fault) => fault.property)).toEqual(['customAggregationUnits[0]']);
    }
    expect(isAggregationUnit('summer_2027')).toBe(true);
  });

  it('a reply has no statistics of its own, so LINE does not look at their name', () => {
    expect(validateSendOptions({ customAggregationUnits: 'anything' }, 'reply')).toEqual([]);
  });
});

describe('the loading animation', () => {
  it('takes 5 to 60 seconds in steps of five and names every fault', () => {
    for (const seconds of [5, 20, 60]) expect(loadingSecondsFaults(seconds)).toEqual([]);
    expect(loadingSecondsFaults(7).map((fault) => fault.message)).toEqual(['must be a multiple of five']);
    expect(loadingSecondsFaults(3).map((fault) => fault.message)).toEqual(['Must be between 5 and 60', 'must be a multiple of five']);
    expect(loadingSecondsFaults(65).map((fault) => fault.message)).toEqual(['Must be between 5 and 60']);
    expect(loadingSecondsFaults('20')).toHaveLength(2);
  });
});
