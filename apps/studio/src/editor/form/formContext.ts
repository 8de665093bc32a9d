import type { Problem } from '@chatloom/flow';
import type { ThingKind } from '@chatloom/nodes/definitions';
import { createContext, useContext } from 'react';
import type { Path } from './readSchema';

/** A value that can be written into a text as `{{ path }}`. */
export interface Variable {
  path: string;
  /** What it is, in the designer's language. */
  label: string;
  /** What it may look like for a customer. */
  sample: string;
}

/** Things of the bot and of this flow that fields offer to choose from. */
export interface Suggestions {
  fields: readonly string[];
  tags: readonly string[];
  /** Things of the bot by their kind; a kind that is missing has none to offer. */
  things: { readonly [Kind in ThingKind]?: readonly { id: string; name: string }[] };
  nodes: readonly { id: string; name: string }[];
  variables: readonly Variable[];
}

/** What every field of a settings form can ask for. */
export interface FormContextValue {
  nodeType: string;
  /** The whole data of the node, for fields that depend on their neighbours. */
  data: Record<string, unknown>;
  /** The editor's words. */
  t(key: string, params?: Record<string, string | number>): string;
  /** Words of node types and their fields; `undefined` when there is no such key. */
  word(...keys: string[]): string | undefined;
  /** A problem in one sentence. */
  sayProblem(problem: Problem): string;
  /** Problems of this node. */
  problems: readonly Problem[];
  /** The language whose texts are being edited, and the one plain texts are written in. */
  language: string;
  mainLanguage: string;
  suggestions: Suggestions;
  readOnly: boolean;
  /** Shapes that are not offered here, e.g. taps that lead on in a flow where there is no flow. */
  withoutVariants?: readonly string[];
  /** Ids of new choices, cases and branches. */
  newId(): string;
  change(path: Path, value: unknown): void;
}

export const FormContext = createContext<FormContextValue | null>(null);

/** @throws Error outside of a `NodeForm`: a mistake of ours. */
export function useForm(): FormContextValue {
  const form = useContext(FormContext);
  if (!form) throw new Error('A form field is drawn outside of a NodeForm');
  return form;
}

/** What a control gets: its value, how to report a change, and the attributes that tie label, help and problems to it. */
export interface ControlProps {
  value: unknown;
  path: Path;
  name: string;
  /** Goes on the control itself. */
  field: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined; disabled: boolean };
  labelId: string;
  onChange(value: unknown): void;
}
