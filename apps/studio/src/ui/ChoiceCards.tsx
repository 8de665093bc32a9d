import { useId, type ReactNode } from 'react';
import styles from './ChoiceCards.module.css';

export interface ChoiceCard<V extends string> {
  value: V;
  title: string;
  help?: string;
  icon?: ReactNode;
  disabled?: boolean;
}

/** One of a few ways, each with a sentence that says what it means: radio buttons that look like cards. */
export function ChoiceCards<V extends string>({ label, value, choices, onChange }: { label: string; value: V; choices: readonly ChoiceCard<V>[]; onChange(value: V): void }) {
  const id = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.cards}>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.card} data-disabled={choice.disabled || undefined}>
          <input
            type="radio"
            name={id}
            value={choice.value}
            checked={choice.value === value}
            disabled={choice.disabled}
            aria-describedby={choice.help ? `${id}-${choice.value}` : undefined}
            aria-label={choice.title}
            onChange={() => onChange(choice.value)}
          />
          {choice.icon && (
            <span className={styles.icon} aria-hidden>
              {choice.icon}
            </span>
          )}
          <span className={styles.words}>
            <span className={styles.title}>{choice.title}</span>
            {choice.help && (
              <span id={`${id}-${choice.value}`} className={styles.help}>
                {choice.help}
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
