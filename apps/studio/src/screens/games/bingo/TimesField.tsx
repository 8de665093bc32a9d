import { type ReactNode, useState } from 'react';
import { TextInput } from '../../../ui/TextInput';
import { timesOfText } from './timesOfText';

/** Times of a day in one field, as people write them: "12:00, 18:30". What is typed stays as it is typed. */
export function TimesField({ value, onChange, ...field }: { label: string; description: string; value: readonly string[]; error?: ReactNode; onChange(times: string[]): void }) {
  const [text, setText] = useState(value.join(', '));
  return (
    <TextInput
      {...field}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(timesOfText(event.currentTarget.value));
      }}
    />
  );
}
