import { checkFlow, isPublishable, placeOf, priceFlow } from '@chatloom/flow';
import type { Problem } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import type { Command } from '../main';
import { readFlowFile } from './readFlowFile';

/** `flow check FILE`: one line per problem, `severity place: sentence (code)`, and what the flow costs. */
export const checkCommand: Command = async ([file, ...rest], io) => {
  if (file === undefined || rest.length > 0) {
    io.stderr.write('Usage: flow check FILE\n');
    return 2;
  }
  const { document, sentences } = readFlowFile(file);
  if (!document) {
    for (const sentence of sentences) io.stdout.write(`blocking: ${sentence}\n`);
    return 1;
  }
  const problems = checkFlow(document, nodeDefinitions);
  for (const problem of problems) io.stdout.write(`${problemLine(problem)}\n`);
  const { worst } = priceFlow(document, nodeDefinitions);
  const count = Object.keys(document.nodes).length;
  io.stdout.write(`"${document.name}": ${count} step${count === 1 ? '' : 's'}, ${summary(problems)}; per person at most ${worst.replies} free and ${worst.pushes} paid messages.\n`);
  return isPublishable(problems) ? 0 : 1;
};

function problemLine({ severity, nodeId, path, message, code }: Problem): string {
  const place = nodeId === undefined ? (path ? placeOf(path) : '') : path && path.length > 0 ? `${nodeId} ${placeOf(path)}` : nodeId;
  return `${severity}${place === '' ? '' : ` ${place}`}: ${message} (${code})`;
}

function summary(problems: readonly Problem[]): string {
  const parts = (['blocking', 'warning', 'advice'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity === 'warning' && count > 1 ? 'warnings' : severity}`];
  });
  return parts.length === 0 ? 'no problems' : parts.join(', ');
}
