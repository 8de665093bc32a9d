import type { NodeDefinition, Problem } from '@chatloom/flow';
import { FormContext, type FormContextValue } from './formContext';
import { withValueAt, type Path } from './readSchema';
import { ObjectFields } from './SchemaField';
import styles from './form.module.css';

/**
 * The settings of a node, made from its schema and field hints. Every change hands the whole new data to `onChange`
 * with the path that was touched, so that typing into one field can be told from changing another.
 */
export function NodeForm(
  props: Omit<FormContextValue, 'change' | 'nodeType'> & {
    definition: NodeDefinition;
    /** Fields of the node that mean nothing where the form stands. */
    skip?: readonly string[];
    onChange(data: Record<string, unknown>, path: Path): void;
  },
) {
  const { definition, skip, onChange, ...context } = props;
  const { data } = props;
  const value: FormContextValue = {
    ...context,
    nodeType: definition.type,
    change: (path, next) => onChange(withValueAt(data, path, next), path),
  };
  return (
    <FormContext.Provider value={value}>
      <div className={styles.form}>
        <ObjectFields schema={definition.schema} path={[]} value={data} skip={skip} />
      </div>
    </FormContext.Provider>
  );
}

/** Problems that no field of the form shows: those without a path. */
export function problemsWithoutField(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem) => !problem.path || problem.path.length === 0);
}
