import { fieldName } from '@chatloom/nodes/definitions';
import { assert, property, string } from 'fast-check';
import { isFieldKey, keyFor } from './fieldKey';

it.each([
  ['Date of birth', 'date_of_birth'],
  ['  E-mail (2) ', 'e_mail_2'],
  ['生日', '生日'],
  ['วันเกิด', 'วันเกิด'],
  ['2nd choice', 'nd_choice'],
  ['!!!', ''],
])('makes of "%s" the name "%s"', (label, key) => expect(keyFor(label)).toBe(key));

it('judges names as flows do, and makes only names that flows take', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      expect(isFieldKey(text)).toBe(fieldName.safeParse(text).success);
      const key = keyFor(text);
      if (key !== '' && key !== 'constructor' && key !== 'prototype') expect(isFieldKey(key)).toBe(true);
    }),
  );
});
