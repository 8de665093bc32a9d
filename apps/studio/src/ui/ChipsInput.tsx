import { IconX } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NativeSelect } from './NativeSelect';
import { SuggestInput } from './SuggestInput';
import styles from './ChipsInput.module.css';

export interface ChipsInputProps {
  /** What is chosen here, e.g. "Tags"; read out, and shown above when `showLabel`. */
  label: string;
  showLabel?: boolean;
  description?: ReactNode;
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** What can be chosen. With `free`, only suggestions. */
  options: readonly { value: string; label: string }[];
  /** Other values than the options may be typed; Enter or a comma takes them. */
  free?: boolean;
  maxLength?: number;
  placeholder?: string;
  error?: ReactNode;
  disabled?: boolean;
}

/** Several values as chips that can be taken away, and a field below that adds one more. */
export function ChipsInput({ label, showLabel = false, description, values, onChange, options, free = false, maxLength, placeholder, error, disabled = false }: ChipsInputProps) {
  const { t } = useTranslation('common');
  const box = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const labelOf = (value: string) => options.find((option) => option.value === value)?.label ?? value;
  const left = options.filter(({ value }) => !values.includes(value));
  const add = (value: string) => {
    const wanted = value.trim();
    setText('');
    if (wanted !== '' && !values.includes(wanted)) onChange([...values, wanted]);
  };
  const remove = (value: string) => {
    onChange(values.filter((other) => other !== value));
    // The button that had the focus is gone; the field is where one goes on.
    box.current?.querySelector<HTMLElement>('input, select')?.focus();
  };
  const chips = values.length > 0 && (
    <ul className={styles.chips} aria-label={label}>
      {values.map((value) => (
        <li key={value} className={styles.chip}>
          <span className={styles.word}>{labelOf(value)}</span>
          {!disabled && (
            <button type="button" aria-label={t('removeNamed', { name: labelOf(value) })} onClick={() => remove(value)}>
              <IconX size={14} aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
  const shared = { ...(showLabel ? { label, description } : { 'aria-label': label }), error, disabled, inputContainer: (input: ReactNode) => (
      <div className={styles.box}>
        {chips}
        {input}
      </div>
    ) };
  return (
    <div ref={box}>
      {free ? (
        <SuggestInput
          {...shared}
          names={left.map(({ label: name }) => name)}
          maxLength={maxLength}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            const { value } = event.currentTarget;
            // A choice out of the browser's list arrives whole, without Enter.
            const chosen = (event.nativeEvent as InputEvent).inputType === undefined || (event.nativeEvent as InputEvent).inputType === 'insertReplacementText';
            if (chosen && left.some(({ label: name }) => name === value)) add(value);
            else setText(value);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter' || (event.key === ',' && text.trim() !== '')) {
              event.preventDefault();
              add(text);
            } else if (event.key === 'Backspace' && text === '' && values.length > 0) remove(values.at(-1)!);
          }}
          onBlur={() => add(text)}
        />
      ) : (
        <NativeSelect
          {...shared}
          value=""
          disabled={disabled || left.length === 0}
          data={[{ value: '', label: placeholder ?? t('chooseMore') }, ...left]}
          onChange={(event) => add(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
