import type { LocalizedText } from '@chatloom/flow';
import type { FieldHint } from '@chatloom/nodes/definitions';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useForm, type ControlProps, type Variable } from '../formContext';
import { fallbackText, textIn, withTextIn } from '../localizedValue';
import { insertVariable, splitVariables, variableEntry } from '../variableEntry';
import styles from '../form.module.css';

/**
 * One line or several lines of text. Localized texts show the language chosen above the form; `{` offers variables,
 * which are drawn as chips with a sample value below.
 */
export function TextControl(props: ControlProps & { hint: FieldHint | undefined; lines?: number }) {
  const form = useForm();
  const { hint, value } = props;
  const localized = hint?.localized === true;
  const own = localized ? textIn(value as LocalizedText | undefined, form.language, form.mainLanguage) : value === undefined ? '' : String(value);
  const placeholder = localized && own === undefined ? fallbackText(value as LocalizedText | undefined, form.mainLanguage) : undefined;
  const write = (text: string): void => {
    props.onChange(localized ? withTextIn(value as LocalizedText | undefined, form.language, form.mainLanguage, text) : text);
  };
  return (
    <VariableText
      {...props}
      text={own ?? ''}
      placeholder={placeholder}
      lang={localized ? form.language : undefined}
      multiline={hint?.control === 'textarea' || (props.lines ?? 1) > 1}
      lines={props.lines ?? 3}
      variables={hint?.templates ? form.suggestions.variables : []}
      onText={write}
    />
  );
}

function VariableText(
  props: ControlProps & {
    text: string;
    placeholder?: string;
    lang?: string;
    multiline: boolean;
    lines: number;
    variables: readonly Variable[];
    onText(text: string): void;
  },
) {
  const form = useForm();
  const listId = useId();
  const input = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const entry = caret === null ? undefined : variableEntry(props.text, caret);
  const offered = entry ? props.variables.filter((variable) => matches(variable, entry.wanted)).slice(0, 12) : [];
  const opened = offered.length > 0;
  const chosen = Math.min(active, offered.length - 1);
  const parts = splitVariables(props.text);
  const used = parts.filter((part) => part.variable !== undefined);

  const choose = (variable: Variable): void => {
    const next = insertVariable(props.text, caret ?? props.text.length, variable.path);
    props.onText(next.text);
    setCaret(null);
    setActive(0);
    // The caret can only be set once the new text is in the control.
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!opened || event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setActive((chosen + 1) % offered.length);
    else if (event.key === 'ArrowUp') setActive((chosen + offered.length - 1) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(offered[chosen]!);
    else if (event.key === 'Escape') setCaret(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const control = {
    ...props.field,
    ref: input,
    className: `${styles.input} ${used.length > 0 ? styles.withMirror : ''}`,
    value: props.text,
    placeholder: props.placeholder,
    lang: props.lang,
    onChange: (event: { target: { value: string; selectionStart: number | null } }) => {
      props.onText(event.target.value);
      setCaret(event.target.selectionStart);
    },
    onKeyDown,
    onBlur: () => setCaret(null),
    onScroll: () => {
      if (mirror.current && input.current) mirror.current.scrollTop = input.current.scrollTop;
    },
    ...(props.variables.length > 0
      ? {
          // A field of several lines cannot be a combobox; it announces the list in the same way.
          ...(props.multiline ? {} : { role: 'combobox', 'aria-expanded': opened }),
          'aria-autocomplete': 'list' as const,
          'aria-haspopup': 'listbox' as const,
          'aria-controls': opened ? listId : undefined,
          'aria-activedescendant': opened ? `${listId}-${chosen}` : undefined,
        }
      : {}),
  };
  return (
    <div className={styles.text}>
      <div className={styles.textShell}>
        {used.length > 0 && props.multiline && (
          <div className={styles.mirror} ref={mirror} aria-hidden>
            {parts.map((part, index) => (part.variable === undefined ? part.text : <mark key={index}>{part.text}</mark>))}
          </div>
        )}
        {props.multiline ? <textarea {...control} rows={props.lines} /> : <input {...control} type="text" />}
      </div>
      {opened && (
        <ul className={styles.options} role="listbox" id={listId} aria-label={form.t('form.variables')}>
          {offered.map((variable, index) => (
            <li
              key={variable.path}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === chosen}
              className={styles.option}
              // Before the blur that a click would cause.
              onMouseDown={(event) => {
                event.preventDefault();
                choose(variable);
              }}
            >
              <span>{variable.label}</span>
              <span className={styles.sample}>{variable.sample}</span>
            </li>
          ))}
        </ul>
      )}
      {used.length > 0 && <UsedVariables used={used.map((part) => part.variable!)} variables={props.variables} />}
    </div>
  );
}

function UsedVariables({ used, variables }: { used: readonly string[]; variables: readonly Variable[] }) {
  return (
    <div className={styles.chips}>
      {[...new Set(used)].map((path) => {
        const known = variables.find((variable) => variable.path === path);
        return (
          <span key={path}>
            <span className={styles.chip}>{known?.label ?? path}</span> {known && `→ ${known.sample}`}
          </span>
        );
      })}
    </div>
  );
}

function matches(variable: Variable, wanted: string): boolean {
  const needle = wanted.toLowerCase();
  return variable.path.toLowerCase().includes(needle) || variable.label.toLowerCase().includes(needle);
}
