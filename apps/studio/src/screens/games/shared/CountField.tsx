import { useState } from 'react';
import { TextInput } from '../../../ui/TextInput';

export interface CountFieldProps {
  label: string;
  description?: string;
  placeholder?: string;
  value: number | null;
  min: number;
  max: number;
  error?: string | false;
  suffix?: string;
  /** What people type is this many times smaller than the number that is kept: percent of parts of a million. */
  scale?: number;
  /** `null` when it is emptied. */
  onChange(value: number | null): void;
}

/** A whole number. What is typed stays as typed until the field is left, whatever becomes of the number meanwhile. */
export function CountField({ label, description, placeholder, value, min, max, error, suffix, scale = 1, onChange }: CountFieldProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      type="number"
      inputMode={scale === 1 ? 'numeric' : 'decimal'}
      label={label}
      description={description}
      placeholder={placeholder}
      min={min / scale}
      max={max / scale}
      step={scale === 1 ? 1 : 'any'}
      value={typed ?? (value === null ? '' : String(value / scale))}
      error={error}
      rightSection={suffix && <span aria-hidden>{suffix}</span>}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        onChange(text === '' || Number.isNaN(Number(text)) ? null : Math.round(Number(text) * scale));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
