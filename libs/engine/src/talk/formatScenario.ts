import type { Scenario } from './scenario';

/** JSON that is read in review: short lists and objects stay on one line. */
export function formatScenario(scenario: Scenario): string {
  return `${format(scenario, '')}\n`;
}

const LINE_WIDTH = 150;

function format(value: unknown, indent: string): string {
  const line = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  if (typeof value !== 'object' || value === null || line.length + indent.length <= LINE_WIDTH) return line.replace(/^\[ /, '[').replace(/ \]$/, ']');
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + format(item, inner)).join(',\n')}\n${indent}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${format(item, inner)}`).join(',\n')}\n${indent}}`;
}
