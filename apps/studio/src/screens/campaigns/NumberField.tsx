import { useState } from 'react';
import { TextInput } from '../../ui/TextInput';

/**
 * A whole number between two bounds. What is typed stays as typed until the field is left; only numbers within the bounds are
 * reported. `optional`: emptying it reports null.
 */
export function NumberField<O extends boolean = false>(props: {
  label: string;
  value: number | null;
  min: number;
  max: number;
  optional?: O;
  className?: string;
  suffix?: string;
  onChange(value: O extends true ? number | null : number): void;
}) {
  const { label, value, min, max, optional, className, suffix, onChange } = props;
  const [typed, setTyped] = useState<string>();
  const report = onChange as (value: number | null) => void;
  const number = Number(typed);
  const wrong = typed !== undefined && (typed === '' ? !optional : !(Number.isInteger(number) && number >= min && number <= max));
  return (
    <TextInput
      type="number"
      inputMode="numeric"
      className={className}
      label={label}
      min={min}
      max={max}
      value={typed ?? (value === null ? '' : String(value))}
      aria-invalid={wrong || undefined}
      rightSection={suffix && <span aria-hidden>{suffix}</span>}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (text === '') {
          if (optional) report(null);
        } else if (Number.isInteger(Number(text)) && Number(text) >= min && Number(text) <= max) report(Number(text));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
