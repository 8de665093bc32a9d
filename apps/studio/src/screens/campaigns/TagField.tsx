import { useState } from 'react';
import { SuggestInput } from '../../ui/SuggestInput';

/** A tag by its name, also one that nobody has yet. An empty field is not reported: the last name holds. */
export function TagField({ label, tags, value, onChange }: { label: string; tags: readonly string[]; value: string; onChange(tag: string): void }) {
  const [typed, setTyped] = useState<string>();
  return (
    <SuggestInput
      label={label}
      names={tags}
      maxLength={64}
      value={typed ?? value}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (text.trim() !== '') onChange(text.trim());
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
