import { useId, type ComponentProps } from 'react';
import { TextInput, type TextInputProps } from './TextInput';

/** A line of text with names to choose from; new names may be typed. The browser's own list: it works by keyboard and on phones. */
export function SuggestInput({ names, ...props }: TextInputProps & { names: readonly string[] } & Omit<ComponentProps<'input'>, keyof TextInputProps>) {
  const listId = useId();
  return (
    <>
      <TextInput list={listId} autoComplete="off" {...props} />
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
