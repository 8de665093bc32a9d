import { isCommonPassword } from './isCommonPassword';

describe('isCommonPassword', () => {
  it.each(['password', 'PassWord123!', '12345678', '87654321', 'qwertyui', '1qaz2wsx', 'aaaaaaaa', 'abcabcabc', 'iloveyou', 'ｐａｓｓｗｏｒｄ', 'poiuytre'])('refuses %s', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each(['correct horse battery staple', 'ลูกแมวสีส้มนอน', '雨の日は本を読む', 'k3#vQ0z!x', 'passwords are hard to choose'])('takes %s', (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });

  it('refuses the own address, whole or its first part, also with digits behind', () => {
    expect(isCommonPassword('ann.shop@example.com', 'Ann.Shop@example.com')).toBe(true);
    expect(isCommonPassword('ann.shop', 'ann.shop@example.com')).toBe(true);
    expect(isCommonPassword('ann.shop99', 'ann.shop@example.com')).toBe(true);
    expect(isCommonPassword('ann.shop99', 'bob.shop@example.com')).toBe(false);
  });
});
